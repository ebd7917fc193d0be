from odoo import api, fields, models
from odoo.exceptions import UserError

SCRIPTED = ("crm.lead", "res.partner")


class MailActivity(models.Model):
    """Activities of the types that scripts name offer to start them."""

    _inherit = "mail.activity"

    has_script = fields.Boolean(compute="_compute_has_script")

    @api.depends("activity_type_id", "res_model")
    def _compute_has_script(self):
        types = self.env["dosmart.call.script"]._scripted_type_ids()
        for activity in self:
            scripted = activity.res_model in SCRIPTED and activity.activity_type_id.id in types
            activity.has_script = scripted

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "has_script"]

    def action_start_script(self):
        """Start the script of this activity, or choose among several."""
        self.ensure_one()
        if self.res_model not in SCRIPTED:
            raise UserError(self.env._("Scripts are gone through with leads and clients only."))
        record = self.env[self.res_model].browse(self.res_id)
        scripts = self.env["dosmart.call.script"].search(
            [("activity_type_ids", "=", self.activity_type_id.id)]
        )
        if len(scripts) != 1:
            return self.env["dosmart.call.start"]._open(record, self)
        return self.env["dosmart.call.run"]._start(scripts, record, self)._open_run()
