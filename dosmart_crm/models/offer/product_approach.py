from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

APPROACH_STATES = [
    ("not_offered", "Not Offered"),
    ("on_table", "On the Table"),
    ("refused", "Refused"),
]


class ProductApproach(models.Model):
    """What a salesperson notes of a client and a product line, and what comes next (spec OF-8).

    Quotations and offers speak for themselves; this is for what was only said. The newest note
    or document of a client and line is the one that holds: see ``dosmart.client.product``.
    """

    _name = "dosmart.product.approach"
    _description = "Product Line Talked About"
    _order = "date desc, id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", "Client", required=True, index=True, ondelete="cascade", check_company=True
    )
    line_id = fields.Many2one(
        "product.category", "Product Line", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", required=True, index=True, default=lambda self: self.env.user
    )
    state = fields.Selection(APPROACH_STATES, required=True, default="on_table")
    date = fields.Date(required=True, default=fields.Date.context_today)
    refusal_reason = fields.Char()
    next_step_date = fields.Date("Next Step")
    next_step_purpose = fields.Char("Purpose", help="What the next step is for.")

    @api.depends("partner_id.name", "line_id.name")
    def _compute_display_name(self):
        for approach in self:
            approach.display_name = f"{approach.partner_id.name} · {approach.line_id.name}"

    @api.constrains("state", "refusal_reason")
    def _check_refusal_reason(self):
        if self.filtered(lambda a: a.state == "refused" and not (a.refusal_reason or "").strip()):
            raise ValidationError(
                self.env._("Say why the client refused: the next offer depends on it.")
            )

    @api.constrains("next_step_date", "next_step_purpose")
    def _check_next_step(self):
        for approach in self:
            purpose = (approach.next_step_purpose or "").strip()
            if bool(purpose) != bool(approach.next_step_date):
                raise ValidationError(
                    self.env._("A next step needs both: its date and what it is for.")
                )
            if purpose and approach.next_step_date < approach.date:
                raise ValidationError(
                    self.env._(
                        "The next step, on %(step)s, comes before the day of this note, %(day)s.",
                        step=format_date(self.env, approach.next_step_date),
                        day=format_date(self.env, approach.date),
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        # Somewhere it is tomorrow already.
        if self.filtered_domain(Domain("date", ">", "today +1d")):
            raise ValidationError(
                self.env._("This day is still to come: note what happened, and plan the next step.")
            )
