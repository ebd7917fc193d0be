from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...logic.maintenance import maintenance_dates

STATES = [("running", "Running"), ("ended", "Ended"), ("cancelled", "Cancelled")]
# What the contracts say, and what is counted in the folder; nobody types it.
OF_CONTRACT = {"company_id", "date_end", "date_start", "name", "order_ids", "partner_id"}
OF_CONTRACT |= {"renewal_count", "state"}
OF_FOLDER = {"completeness", "document_ids", "missing_count", "next_expiry"}


class ServiceAccount(models.Model):
    """The account of a service contract and its folder (spec AF-1).

    Confirming a contract opens it, confirming a renewal prolongs it, cancelling its last contract
    cancels it. Only those three write what the contract says.
    """

    _name = "dosmart.service.account"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Service Account"
    _order = "id desc"
    _rec_names_search = ["name", "partner_id"]
    _check_company_auto = True

    name = fields.Char("Service Number", required=True, copy=False, readonly=True)
    company_id = fields.Many2one("res.company", required=True, index=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        readonly=True,
    )
    client_status_id = fields.Many2one(
        related="partner_id.own_sheet_id.client_status_id",
        string="Folder Legend",
        group_expand="_expand_statuses",
        help="The client's status: where the folder is kept, and what its label says.",
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", index=True, tracking=True, domain=[("share", "=", False)]
    )
    product_id = fields.Many2one(
        "product.product", "Kind of Service", ondelete="restrict", check_company=True
    )
    extra_product_ids = fields.Many2many(
        "product.product", string="Extra Services", check_company=True
    )
    order_ids = fields.One2many("sale.order", "service_account_id", "Contracts", readonly=True)
    renewal_count = fields.Integer("Renewals", readonly=True, copy=False)
    date_start = fields.Date("Start", readonly=True)
    date_end = fields.Date("End", readonly=True, tracking=True, index=True)
    state = fields.Selection(STATES, default="running", readonly=True, required=True, tracking=True)
    installation_date = fields.Date("Installed on", help="Empty: on the first day.")
    maintenance_months = fields.Integer(
        "Months between Maintenances",
        help="Preventive maintenance every so many months from the start. 0: none.",
    )
    wants_invoice = fields.Boolean(
        "Asks for Invoices", help="The folder then also needs the invoices of the payments."
    )

    _name_uniq = models.Constraint(
        "UNIQUE(company_id, name)",
        "There is an account with this service number already. Correct the next number of the "
        "company's sequence of service numbers, then confirm the contract again.",
    )
    _maintenance_months_plausible = models.Constraint(
        "CHECK(maintenance_months BETWEEN 0 AND 120)",
        "Maintenance is every 1 to 120 months, or never: 0.",
    )

    @api.model
    def _expand_statuses(self, statuses, _domain):
        """Show a column for every legend, also where no folder is kept."""
        return statuses.search([])

    @api.constrains("installation_date")
    def _check_installation_date(self):
        for account in self.filtered("installation_date"):
            if account.date_end and account.installation_date > account.date_end:
                raise ValidationError(
                    self.env._(
                        "%(account)s cannot be installed after its contract ends, on %(date)s.",
                        account=account.name,
                        date=fields.Date.to_string(account.date_end),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_cancelled(self):
        kept = self.filtered(lambda account: account.state != "cancelled")
        if kept:
            raise UserError(
                self.env._(
                    "%(accounts)s cannot be deleted: only cancelled accounts can. "
                    "Cancel the contract first.",
                    accounts=", ".join(kept.mapped("name")),
                )
            )

    def write(self, vals):
        """Keep what the contract says, and list the documents that follow from the rest."""
        if not self.env.su:
            self._check_not_typed(vals)
        done = super().write(vals)
        if {"maintenance_months", "wants_invoice"} & vals.keys():
            # sudo: changing the account was allowed; its list of documents follows.
            self.sudo()._list_documents()
        return done

    def _check_not_typed(self, vals):
        if OF_CONTRACT & vals.keys():
            raise UserError(
                self.env._(
                    "Number, client, dates and state of an account are those of its contract. "
                    "Renew or cancel the contract instead."
                )
            )
        if OF_FOLDER & vals.keys():
            raise UserError(
                self.env._(
                    "How complete a folder is follows from its documents. File them instead."
                )
            )

    def unlink(self):
        """Delete the folder with the account, files included."""
        self.check_access("unlink")
        self._unlink_except_cancelled()
        # sudo: a folder goes with its account, which may be deleted.
        self.sudo().document_ids.unlink()
        return super().unlink()

    @api.depends("name", "partner_id.name")
    def _compute_display_name(self):
        for account in self:
            account.display_name = f"{account.name} {account.partner_id.name or ''}".strip()

    def _follow_orders(self):
        """Bring terms and documents of these accounts up to date with their confirmed contracts."""
        for account in self:
            signed = account.order_ids.filtered(lambda o: o.state == "sale" and o.contract_end)
            by_start = signed.sorted(lambda order: (order.contract_start, order.id))
            account.write(account._prepare_terms(by_start))
        self._list_documents()

    def _prepare_terms(self, signed):
        """Return what the contracts *signed*, oldest first, say of this account."""
        if not signed:
            return {"state": "cancelled", "renewal_count": 0}
        end = max(signed.mapped("contract_end"))
        kind = self.product_id or signed[0]._kind_of_service()
        extras = signed._service_lines().product_id - kind | self.extra_product_ids
        return {
            "state": "ended" if end < signed[0]._local_day() else "running",
            "date_start": signed[0].contract_start,
            "date_end": end,
            "renewal_count": len(signed) - 1,
            "product_id": kind.id,
            "extra_product_ids": [(6, 0, extras.ids)],
        }

    def _maintenance_dates(self):
        """Return the days of preventive maintenance until the contract ends, as a list."""
        return maintenance_dates(self.date_start, self.date_end, self.maintenance_months)

    def action_view_orders(self):
        """Open the contracts of this account."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contracts"),
            "res_model": "sale.order",
            "views": [(False, "list"), (False, "form")],
            "domain": [("service_account_id", "=", self.id)],
            "context": {"create": False},
        }
