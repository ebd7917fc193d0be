from odoo import api, fields, models
from odoo.fields import Domain


class CallStart(models.TransientModel):
    """Which script to go through with a lead or client; what was answered in earlier ones."""

    _name = "dosmart.call.start"
    _description = "Choose a Script"

    lead_id = fields.Many2one("crm.lead", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", ondelete="cascade")
    activity_id = fields.Many2one("mail.activity", ondelete="cascade")
    script_id = fields.Many2one("dosmart.call.script", "Script", ondelete="cascade")
    run_ids = fields.Many2many(
        "dosmart.call.run", string="Gone Through Before", compute="_compute_run_ids"
    )

    @api.model
    def _open(self, record, activity=None):
        record.ensure_one().check_access("read")
        owner = "lead_id" if record._name == "crm.lead" else "partner_id"
        activity_id = activity.id if activity else False
        start = self.create({owner: record.id, "activity_id": activity_id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Scripts"),
            "res_model": self._name,
            "res_id": start.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("lead_id", "partner_id")
    def _compute_run_ids(self):
        """Also those with leads that became clients afterwards."""
        for start in self:
            client = (start.partner_id or start.lead_id.partner_id).commercial_partner_id
            about = Domain("lead_id", "in", start.lead_id.ids)
            for link in ("partner_id", "lead_id.partner_id.commercial_partner_id"):
                about |= Domain(link, "in", client.ids)
            start.run_ids = self.env["dosmart.call.run"].search(about)

    def action_start(self):
        """Begin the chosen script, or go on where it was left."""
        self.ensure_one()
        record = self.lead_id or self.partner_id
        runs = self.env["dosmart.call.run"]
        return runs._start(self.script_id, record, self.activity_id)._open_run()
