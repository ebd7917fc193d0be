"""Loads companies of the oracle into the database, straight by SQL and many at once."""

from decimal import Decimal
from itertools import islice

from odoo.tools import SQL

from ...oracle.random_client import COST, LINES, ZONES


class Loader:
    """Puts the companies of one database in place; see ``load``."""

    def __init__(self, env):
        self.env = env
        self.calendars = {
            zone: env["resource.calendar"].create({"name": zone, "tz": zone}).id for zone in ZONES
        }
        self.journal = env["account.journal"].search([("type", "=", "sale")], limit=1)
        self.account = env["account.account"].search([("account_type", "=", "income")], limit=1)
        self.categories, self.products = {}, {}
        for line in LINES:
            self._add_line(line)

    def _add_line(self, name):
        """Add a product line whose products are one level below, as the policy finds them."""
        categories = self.env["product.category"]
        self.categories[name] = categories.create({"name": name})
        below = categories.create({"name": "Below", "parent_id": self.categories[name].id})
        for is_service in (False, True):
            self.products[name, is_service] = self.env["product.product"].create(
                {
                    "name": name,
                    "type": "service",
                    "categ_id": below.id,
                    "is_service_contract": is_service,
                }
            )

    def load(self, cases, as_invoices=False):
        """Load (company, numbers, day) each; return its policy and {client name: partner id}."""
        self.env.flush_all()
        companies = self._companies(cases)
        policies = self._policies(companies, cases, as_invoices)
        partners = self._partners(companies, cases)
        if as_invoices:
            self._invoices(companies, cases, partners)
        else:
            self._orders(companies, cases, partners)
        self._refunds(companies, cases, partners)
        self._closed(companies, cases, partners)
        self._cost(companies)
        self.env.invalidate_all()
        return list(zip(policies, partners, strict=True))

    def found(self, policy, ids):
        """Return what is stored, as the oracle says it."""
        names = {partner_id: name for name, partner_id in ids.items()}
        lines = {category.id: name for name, category in self.categories.items()}
        rows = self.env["dosmart.client.value"].with_context(active_test=False)
        rows = rows.search([("company_id", "=", policy.company_id.id)])
        fields = "purchase_count recency_score frequency_score monetary_score decile"
        fields = f"{fields} abc xyz life_cycle is_current habit stage".split()
        return {
            names[row.partner_id.id]: {field: row[field] for field in fields}
            | {"rfm_score": Decimal(row.rfm_score).quantize(Decimal("0.01"))}
            | {"lines": {lines[line.line_id.id]: line.life_cycle for line in row.line_ids}}
            for row in rows
            if row.partner_id.id in names
        }

    def insert(self, table, names, rows):
        """Insert *rows* and return their ids."""
        if not rows:
            return []
        columns = SQL(", ").join(map(SQL.identifier, names))
        values = SQL(", ").join(SQL("%s", tuple(row)) for row in rows)
        statement = "INSERT INTO %s (%s) VALUES %s RETURNING id"
        self.env.cr.execute(SQL(statement, SQL.identifier(table), columns, values))
        return [row_id for (row_id,) in self.env.cr.fetchall()]

    def _companies(self, cases):
        own = ["name", "currency_id", "resource_calendar_id", "product_line_level", "active"]
        fields = self.env.company._fields.items()
        copied = [name for name, field in fields if field.required and field.column_type]
        copied = [name for name in copied if name not in own]
        (company,) = self.env.company.read(copied, load=None)
        values = [company[name] for name in copied]
        currencies = {2: self.env.ref("base.EUR").id, 0: self.env.ref("base.JPY").id}
        rows = [
            (
                f"Random {number}",
                currencies[case[0].decimals],
                self.calendars[case[0].timezone],
                1,
                True,
                *values,
            )
            for number, case in enumerate(cases)
        ]
        ids = self.insert("res_company", own + copied, rows)
        self.env.cr.execute(
            "UPDATE res_company SET parent_path = id || '/' WHERE id = ANY(%s)", [ids]
        )
        return ids

    def _policies(self, companies, cases, as_invoices):
        basis = "invoices" if as_invoices else "orders"
        rows = [
            policy_values(numbers) | {"company_id": company, "basis": basis}
            for company, (_company, numbers, _day) in zip(companies, cases, strict=True)
        ]
        return self.env["dosmart.value.policy"].create(rows)

    def _partners(self, companies, cases):
        """Insert all contacts, parents before their children; return {name: id} per company."""
        found = [{} for _case in cases]
        for depth in range(3):
            keys, rows = [], []
            for number, (company, _numbers, _day) in enumerate(cases):
                for name, contact in company.contacts.items():
                    if _depth(company, name) == depth:
                        keys.append((number, name))
                        parent = found[number].get(contact.parent)
                        values = (contact.is_company, contact.is_separate_division, "ask", True)
                        rows.append((name, companies[number], parent, *values))
            names = "name company_id parent_id is_company is_separate_division autopost_bills"
            ids = self.insert("res_partner", [*names.split(), "partner_share"], rows)
            for (number, name), partner_id in zip(keys, ids, strict=True):
                found[number][name] = partner_id
        self._set_commercial(cases, found)
        return found

    def _set_commercial(self, cases, found):
        pairs = [
            (ids[name], ids[_commercial(company, name)])
            for (company, _numbers, _day), ids in zip(cases, found, strict=True)
            for name in ids
        ]
        values = SQL(", ").join(SQL("%s", pair) for pair in pairs)
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET commercial_partner_id = pair.client, active = id %% 5 > 0"
                " FROM (VALUES %s) AS pair (contact, client) WHERE id = pair.contact",
                values,
            )
        )

    def _orders(self, companies, cases, partners):
        rows, lines = [], []
        for company_id, (company, _numbers, _day), ids in zip(
            companies, cases, partners, strict=True
        ):
            for order in company.orders:
                state = "sale" if order.is_confirmed else "cancel"
                free = int(order.contract_months > 1)
                contract = (order.contract_start, order.contract_months - free)
                partner = (ids[order.contact],) * 3
                amounts = (order.amount, Decimal(order.rate))
                rows.append(("S", *partner, company_id, order.at, state, *amounts, *contract))
                lines.append((order, free))
        names = "name partner_id partner_invoice_id partner_shipping_id company_id date_order state"
        names += " amount_untaxed currency_rate contract_start contract_months"
        order_ids = self.insert("sale_order", names.split(), rows)
        self._order_lines(zip(order_ids, lines, strict=True))

    def _order_lines(self, orders):
        items, gifts = [], []
        for order_id, (order, free) in orders:
            for product in self._products_of(order):
                items.append((order_id, "x", 1, 1, 0, product.id, product.uom_id.id))
            if free:
                gifts.append((order_id, "free", 0, 0, 0, "line_note", free))
        names = ["order_id", "name", "product_uom_qty", "price_unit", "customer_lead"]
        self.insert("sale_order_line", [*names, "product_id", "product_uom_id"], items)
        self.insert("sale_order_line", [*names, "display_type", "free_months"], gifts)

    def _products_of(self, order):
        return [self.products[line, line in order.contract_lines] for line in sorted(order.lines)]

    def _invoices(self, companies, cases, partners):
        rows, orders = [], []
        for company_id, (company, _numbers, _day), ids in zip(
            companies, cases, partners, strict=True
        ):
            for order in company.orders:
                amount = company.amount_of(order)
                document = (order.at.date(), amount, ids[order.contact], company_id)
                rows.append(("out_invoice", *document, *self._move()))
                orders.append(order)
        items = []
        for move_id, order in zip(self._insert_moves(rows), orders, strict=True):
            for product in self._products_of(order):
                items.append(
                    (move_id, "product", product.id, product.uom_id.id, 1, *self._account())
                )
        names = "move_id display_type product_id product_uom_id quantity account_id currency_id"
        self.insert("account_move_line", names.split(), items)

    def _refunds(self, companies, cases, partners):
        rows = [
            (*("out_refund", refund.day, -refund.amount, ids[refund.contact]), company_id)
            + self._move()
            for company_id, (company, _numbers, _day), ids in zip(
                companies, cases, partners, strict=True
            )
            for refund in company.refunds
        ]
        self._insert_moves(rows)

    def _move(self):
        return ("posted", "no", self.env.company.currency_id.id, self.journal.id, "2026-01-01", "/")

    def _account(self):
        return self.account.id, self.env.company.currency_id.id

    def _insert_moves(self, rows):
        names = "move_type invoice_date amount_untaxed_signed partner_id company_id state auto_post"
        names += " currency_id journal_id date name"
        return self.insert("account_move", names.split(), rows)

    def _closed(self, companies, cases, partners):
        rows = [
            (ids[name], ids[name], company_id, day, *["none"] * 3, "potential", "ended")
            for company_id, (company, _numbers, _day), ids in zip(
                companies, cases, partners, strict=True
            )
            for name, day in company.closed.items()
        ]
        names = "partner_id client_ref company_id closed_on abc xyz habit life_cycle stage"
        self.insert("dosmart_client_value", names.split(), rows)

    def _cost(self, companies):
        products = [product.id for product in self.products.values()]
        self.env.cr.execute(
            """
            UPDATE product_product
               SET standard_price = (
                    SELECT jsonb_object_agg(company, %s) FROM unnest(%s) AS company)
             WHERE id = ANY(%s)
            """,
            [COST, companies, products],
        )


def policy_values(numbers):
    """Return the values of a policy with these *numbers*."""
    recency, frequency, monetary = numbers.weights
    values = {
        "window_months": numbers.window_months,
        "period_months": numbers.period_months,
        "recency_weight": recency,
        "frequency_weight": frequency,
        "monetary_weight": monetary,
        "scoring": "cuts" if numbers.recency_cuts else "shares",
        "abc_measure": "margin" if numbers.by_margin else "turnover",
        "abc_a_percent": float(numbers.abc_percents[0]),
        "abc_b_percent": float(numbers.abc_percents[1]),
        "xyz_x_percent": float(numbers.xyz_percents[0]),
        "xyz_y_percent": float(numbers.xyz_percents[1]),
        "xyz_months": numbers.xyz_months,
        "xyz_min_months": numbers.xyz_min_months,
        "frequent_ratio": float(numbers.habit_ratios[0]),
        "habitual_ratio": float(numbers.habit_ratios[1]),
    }
    for name, order in (("recency", (5, 4, 3, 2)), *((n, (2, 3, 4, 5)) for n in MORE)):
        cuts = getattr(numbers, f"{name}_cuts")
        values |= {f"{name}_cut_{score}": cut for score, cut in zip(order, cuts, strict=False)}
    return values


MORE = ("frequency", "monetary")


def batches(iterable, size):
    """Yield lists of *size* items."""
    iterator = iter(iterable)
    while batch := list(islice(iterator, size)):
        yield batch


def _depth(company, name):
    parent = company.contacts[name].parent
    return 1 + _depth(company, parent) if parent else 0


def _commercial(company, name):
    contact = company.contacts[name]
    is_own = contact.is_company or not contact.parent
    return name if is_own else _commercial(company, contact.parent)
