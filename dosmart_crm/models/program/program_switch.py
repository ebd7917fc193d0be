from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import ormcache


class ContactProgram(models.Model):
    """Programs are switched on and off; only those that are on have contacts under way."""

    _inherit = "dosmart.contact.program"

    @api.model
    @ormcache()
    def _triggers_on(self):
        """Return what the programs that are on wait for: nothing at all costs nothing to know."""
        # sudo: what happens to a client concerns the programs of all companies.
        programs = self.sudo().with_context(active_test=False)
        groups = programs._read_group([("is_on", "=", True)], ["trigger"])
        return frozenset(trigger for (trigger,) in groups)

    def action_switch_on(self):
        """Begin: from today on contacts are planned, and emails leave."""
        self.check_access("write")
        for program in self.filtered(lambda one: not one.is_on):
            if not program.step_ids:
                raise UserError(
                    self.env._(
                        "“%s” does nothing yet. Add what is done, a call for instance.",
                        program.name,
                    )
                )
            today = program.company_id._contact_day()
            program.write(
                {"is_on": True, "active": True, "started_on": today, "planned_until": False}
            )

    def action_switch_off(self):
        """Stop: nothing is planned any more, and what was planned does not take place."""
        self.check_access("write")
        self.is_on = False
        self._withdraw_all()

    def _withdraw_all(self):
        """Withdraw what is planned and under way: the programs were switched off."""
        # sudo: who switches a program off may not write contacts, but ends them so.
        touchpoints = self.env["dosmart.touchpoint"].sudo()
        live = touchpoints.search(
            [("program_id", "in", self.ids), ("state", "in", ("planned", "open"))]
        )
        live._withdraw()
