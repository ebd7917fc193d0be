from odoo import api, fields, models


class IdentityErasure(models.TransientModel):
    """Asks once more before the identity documents of clients are erased for good."""

    _name = "dosmart.identity.erasure"
    _description = "Erase Identity Documents"

    account_ids = fields.Many2many(
        "dosmart.service.account",
        string="Service Accounts",
        default=lambda self: self._default_account_ids(),
    )
    partner_ids = fields.Many2many("res.partner", string="Clients", compute="_compute_scope")
    file_count = fields.Integer("Files to Erase", compute="_compute_scope")

    def _default_account_ids(self):
        """Return the folders chosen in a list, or the one on the screen."""
        context, accounts = self.env.context, self.env["dosmart.service.account"]
        chosen = context.get("active_model") == accounts._name
        return accounts.browse(context.get("active_ids") if chosen else None)

    @api.depends("account_ids")
    def _compute_scope(self):
        for erasure in self:
            accounts = erasure.account_ids._of_same_clients()
            files = accounts._identity_lines().file_ids
            erasure.partner_ids = accounts.partner_id
            erasure.file_count = len(files.filtered("is_identity"))

    def action_erase(self):
        """Erase them."""
        self.ensure_one()
        self.account_ids.action_erase_identity()
