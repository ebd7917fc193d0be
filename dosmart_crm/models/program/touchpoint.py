from odoo import api, fields, models

STATES = [
    ("planned", "Planned"),
    ("open", "Under Way"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("unreached", "Not Reached"),
    ("missed", "Missed"),
    ("excluded", "Left in Peace"),
    ("cancelled", "Cancelled"),
]
LIVE = ("planned", "open")


class Touchpoint(models.Model):
    """One contact with a client that a program planned: what came of it (spec CP-1, CP-2).

    Rows are made and written by our methods alone, which check who may.
    """

    _name = "dosmart.touchpoint"
    _description = "Planned Contact"
    _order = "open_on desc, id desc"
    _rec_name = "partner_id"

    program_id = fields.Many2one(
        "dosmart.contact.program", "Program", required=True, readonly=True, ondelete="restrict"
    )
    step_id = fields.Many2one(
        "dosmart.contact.program.step",
        "Step",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    channel = fields.Selection("_get_channels", "By", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", "Client", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", readonly=True, index="btree_not_null", ondelete="set null"
    )
    anchor_model = fields.Char(required=True, readonly=True, help="Technical: what it is about.")
    anchor_id = fields.Many2oneReference(
        "Because of", model_field="anchor_model", required=True, readonly=True
    )
    anchor_date = fields.Date("Day of the Event", required=True, readonly=True)
    reason = fields.Char("Why", compute="_compute_reason")
    purpose = fields.Char(related="step_id.summary")
    note = fields.Html("What to Say", related="step_id.note")
    phone = fields.Char(related="partner_id.phone", related_sudo=False)
    open_on = fields.Date("From", required=True, readonly=True)
    close_on = fields.Date("To", required=True, readonly=True)
    contact_at = fields.Datetime("Contact at", readonly=True, help="The next attempt.")
    state = fields.Selection(STATES, required=True, readonly=True, default="planned", index=True)
    exclusion_id = fields.Many2one(
        "dosmart.exclusion.rule",
        "Left in Peace by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    contacted_on = fields.Date("Contacted on", readonly=True)
    attempt_count = fields.Integer("Attempts Made", readonly=True)
    activity_ids = fields.One2many(
        "mail.activity", "touchpoint_id", "Attempts", context={"active_test": False}
    )

    # No partner in it: Odoo deletes rows of merged contacts that break such an index.
    _anchor_uniq = models.UniqueIndex(
        "(program_id, step_id, anchor_model, anchor_id, anchor_date)",
        "This contact is planned already.",
    )
    _live_idx = models.Index("(program_id, open_on) WHERE state IN ('planned', 'open')")
    _anchor_idx = models.Index("(anchor_model, anchor_id)")

    @api.depends("program_id", "anchor_model", "anchor_id", "anchor_date")
    def _compute_reason(self):
        for program, touchpoints in self.grouped("program_id").items():
            anchors = [(one.anchor_model, one.anchor_id, one.anchor_date) for one in touchpoints]
            for touchpoint, reason in zip(touchpoints, program._reasons(anchors), strict=True):
                touchpoint.reason = reason

    @api.model
    def _get_channels(self):
        """Return the channels of steps, those of other add-ons too."""
        channel = self.env["dosmart.contact.program.step"]._fields["channel"]
        return channel._description_selection(self.env)

    def action_open_client(self):
        """Open the client of this contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }

    def _get_survey(self):
        """Return the questionnaire of this contact; extend it to choose by what was bought."""
        return self.step_id.survey_id
