from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

RESCUE_KINDS = [
    ("alternative_offer", "Alternative Offer"),
    ("manager_visit", "Visit of the Manager"),
]
RESCUE_RESULTS = [
    ("open", "Not Known Yet"),
    ("saved", "The Deal Goes On"),
    ("failed", "The Client Still Says No"),
]


class Rescue(models.Model):
    """The last try before a deal is given up, and what came of it (spec SP-6)."""

    _name = "dosmart.rescue"
    _description = "Last Try"
    _order = "id desc"
    _rec_name = "kind"

    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(RESCUE_KINDS, required=True, default="alternative_offer")
    user_id = fields.Many2one(
        "res.users",
        "Who",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="restrict",
    )
    date = fields.Date("When", required=True, default=fields.Date.context_today)
    result = fields.Selection(RESCUE_RESULTS, required=True, default="open")
    note = fields.Text("What Came of It")
    company_id = fields.Many2one(related="lead_id.company_id")
    refusal_id = fields.Many2one(
        "dosmart.refusal",
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="Technical: the refusal that it could not prevent. The next one needs another try.",
    )

    @api.constrains("result", "note")
    def _check_note(self):
        if self.filtered(
            lambda rescue: rescue.result != "open" and not (rescue.note or "").strip()
        ):
            raise ValidationError(
                self.env._("Write what we offered in the last try, and what the client said.")
            )

    @api.constrains("result", "date")
    def _check_date(self):
        # Somewhere it is tomorrow already.
        done = Domain("result", "!=", "open")
        if self.filtered_domain(done & Domain("date", ">", "today +1d")):
            raise ValidationError(
                self.env._("The last try is still to come: its result is not known yet.")
            )

    @api.model
    def _failed_of(self, leads):
        """Return the failed tries of *leads* that belong to no earlier refusal."""
        domain = Domain("lead_id", "in", leads.ids) & Domain("result", "=", "failed")
        # sudo: a last try counts, whoever made it.
        return self.sudo().search(domain & Domain("refusal_id", "=", False), order="id")

    def _plan(self):
        """Give each of these tries to the one who makes it."""
        for rescue in self:
            lead = rescue.lead_id.with_context(lang=rescue.user_id.lang)
            kind = dict(rescue.with_env(lead.env)._fields["kind"]._description_selection(lead.env))
            lead.activity_schedule(
                "mail.mail_activity_data_todo",
                rescue.date,
                summary=lead.env._("Last try before it is lost: %s", kind[rescue.kind]),
                user_id=rescue.user_id.id,
            )
