from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class SaleOrder(models.Model):
    """A confirmed contract has an account: a new one, or the one it renews (spec AF-1)."""

    _inherit = "sale.order"

    service_account_id = fields.Many2one(
        "dosmart.service.account",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        groups="base.group_user",
        help="The account this contract renews. Empty: that of the client, or a new one.",
    )
    opens_account = fields.Boolean(
        "Open a New Account",
        copy=False,
        groups="base.group_user",
        help="The client has an account already, and this contract does not renew it.",
    )
    account_outcome = fields.Char(
        "At Confirmation", compute="_compute_account_outcome", groups="base.group_user"
    )

    @api.depends(
        "company_id",
        "contract_months",
        "opens_account",
        "order_line.product_id",
        "partner_id",
        "service_account_id",
        "state",
    )
    def _compute_account_outcome(self):
        contracts = self.filtered(lambda order: order.contract_months > 0 and order._is_open())
        renewed = contracts._accounts_to_renew() if contracts else {}
        for order in self:
            account = renewed.get(order)
            order.account_outcome = order in contracts and (
                self.env._("Renews %(account)s", account=account.name)
                if account
                else self.env._("Opens a new account")
            )

    @api.constrains("service_account_id")
    def _check_service_account_id(self):
        # sudo: an account of a colleague is no excuse to tie it to another client.
        for order in self.sudo().filtered("service_account_id"):
            client = order.partner_id.commercial_partner_id
            if order.service_account_id.partner_id != client:
                raise ValidationError(
                    self.env._(
                        "%(account)s is not an account of %(client)s. Choose one of this client, "
                        "or none.",
                        account=order.service_account_id.name,
                        client=client.display_name,
                    )
                )

    def write(self, vals):
        """Keep a confirmed contract in its account, whose dates and documents follow from it."""
        if "service_account_id" in vals and not self.env.su:
            self._check_not_signed()
        return super().write(vals)

    def _check_not_signed(self):
        signed = self.filtered(lambda order: order.state == "sale" and order.contract_months > 0)
        if signed:
            raise UserError(
                self.env._(
                    "%(orders)s is confirmed and stays in its account. To renew another account, "
                    "cancel the order and set it to quotation.",
                    orders=", ".join(signed.mapped("name")),
                )
            )

    def _action_confirm(self):
        done = super()._action_confirm()
        contracts = self.filtered(lambda order: order.contract_months > 0)
        if contracts:
            # sudo: confirming was allowed; the account follows, also if the client signs.
            contracts.sudo()._file_in_accounts()
        return done

    def _action_cancel(self):
        done = super()._action_cancel()
        contracts = self.filtered(lambda order: order.contract_months > 0)
        if contracts:
            # sudo: as above.
            contracts.sudo().service_account_id._follow_orders()
        return done

    def _file_in_accounts(self):
        """Give each of these contracts its account; those confirmed together have one each."""
        renewed = self._accounts_to_renew()
        opening = self.filtered(lambda order: not renewed.get(order))
        accounts = self.env["dosmart.service.account"]
        opened = accounts.create([order._prepare_account_values() for order in opening])
        renewed |= dict(zip(opening, opened, strict=True))
        for order in self:
            order.service_account_id = renewed[order]
        self.service_account_id._follow_orders()
        opened._remind_missing()

    def _accounts_to_renew(self):
        """Return {contract: account that it renews}: the chosen one, or the client's.

        Of several, that of the same kind of service, then the one that ends last.
        """
        # sudo: the account to renew may be that of a colleague.
        accounts = self.env["dosmart.service.account"].sudo()
        known = accounts.search(
            [
                ("partner_id", "in", self.partner_id.commercial_partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "!=", "cancelled"),
            ],
            order="date_end DESC, id DESC",
        ).grouped(lambda account: (account.partner_id.id, account.company_id.id))
        return {order: order._own_account() or order._best_account(known) for order in self}

    def _own_account(self):
        """Return the chosen account, or that of an earlier confirmation for the same client."""
        # sudo: as above.
        account = self.sudo().service_account_id
        return account.filtered(lambda a: a.partner_id == self.partner_id.commercial_partner_id)

    def _best_account(self, known):
        # sudo: as above.
        none = self.env["dosmart.service.account"].sudo()
        if self.opens_account:
            return none
        key = (self.partner_id.commercial_partner_id.id, self.company_id.id)
        accounts = known.get(key, none)
        kind = self._kind_of_service()
        return accounts.filtered(lambda account: account.product_id == kind)[:1] or accounts[:1]

    def _kind_of_service(self):
        """Return the product of the service that lasts as long as the contract."""
        return (self._longest_lines() or self._service_lines())[:1].product_id

    def _installed_lines(self):
        """Return what the receipt of the installation lists: products and services, no notes."""
        return self.order_line.filtered(lambda line: not line.display_type and line.product_id)

    def action_open_service_account(self):
        """Open the account of this contract."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "dosmart.service.account",
            "res_id": self.service_account_id.id,
            "views": [(False, "form")],
        }

    def _prepare_account_values(self):
        return {
            "name": self.company_id._next_account_number(),
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.commercial_partner_id.id,
            "user_id": self.user_id.id,
            "product_id": self._kind_of_service().id,
            "maintenance_months": self.company_id.maintenance_months,
        }
