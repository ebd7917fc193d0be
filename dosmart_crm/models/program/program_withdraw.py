from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class ContactProgram(models.Model):
    """What was planned does not take place when its reason is gone, or the program changes."""

    _inherit = "dosmart.contact.program"
    # What decides who is contacted when; a change of anything else keeps what is planned.
    _planning_fields = frozenset(
        {
            *("anchor_months", "audience", "audience_status_ids", "category_ids", "company_id"),
            *("condition", "cycle_from", "cycle_number", "cycle_unit", "date_ids", "date_start"),
            *("exclusion_ids", "status_ids", "trigger"),
        }
    )

    def write(self, vals):
        if "company_id" in vals:
            # What is under way is about clients of the company that it leaves.
            self.filtered(lambda one: one.company_id.id != vals["company_id"])._withdraw_all()
        done = super().write(vals)
        if "active" in vals and not vals["active"]:
            self.filtered("is_on").action_switch_off()
        if vals.keys() & self._planning_fields:
            self._plan_anew()
        return done

    def _plan_anew(self):
        """Forget what is planned, and look for it again at the next run; what is under way goes on.

        Who was left in peace is judged anew, too. The days of the past are not made up for: only
        windows that are still open are planned.
        """
        # sudo: who changes a program decides what it plans.
        programs = self.sudo()
        for company, its in programs.grouped("company_id").items():
            waiting = Domain("state", "=", "planned")
            waiting |= Domain("state", "=", "excluded") & Domain(
                "close_on", ">=", company._contact_day()
            )
            touchpoints = programs.env["dosmart.touchpoint"]
            touchpoints.search(waiting & Domain("program_id", "in", its.ids)).unlink()
        programs.planned_until = False

    def _withdraw_gone(self, step, day):
        """Withdraw the contacts of *step* whose event is no more, such as a cancelled order.

        What is only planned also goes where the program is not for the client any more.
        """
        touchpoints = self.env["dosmart.touchpoint"]
        live = [("step_id", "=", step.id), ("state", "in", ("planned", "open"))]
        aggregates = ["anchor_date:min", "anchor_date:max", "__count"]
        [(first, last, count)] = touchpoints._read_group(live, [], aggregates)
        if not count:
            return
        self.env.flush_all()
        rows = self.env.execute_query(self._gone_sql(step, first, last))
        touchpoints.browse([touchpoint_id for (touchpoint_id,) in rows])._withdraw()

    def _gone_sql(self, step, first, last):
        """Return the query of live contacts of *step* about events that are no more."""
        return SQL(
            """
            WITH event AS MATERIALIZED (%(event)s)
            SELECT live.id FROM dosmart_touchpoint live
             WHERE live.step_id = %(step)s AND live.state IN ('planned', 'open')
               AND NOT EXISTS (
                SELECT FROM event
                  JOIN res_partner partner ON partner.id = event.partner_id
                  JOIN res_partner client ON client.id = partner.commercial_partner_id
                 WHERE event.anchor_model = live.anchor_model
                   AND event.anchor_id = live.anchor_id
                   AND event.anchor_date = live.anchor_date
                   AND partner.active AND client.active
                   AND (live.state = 'open' OR (%(audience)s AND %(condition)s))
               )
            """,
            step=step.id,
            event=self._standing_sql(step, first, last),
            audience=self._audience_sql(),
            condition=step._condition_sql(),
        )

    def _standing_sql(self, step, first, last):
        """Return the query of events that still stand; a day of the calendar always does."""
        if self.trigger not in ("calendar_date", "cycle"):
            return self._due_sql(first, last)
        return SQL(
            "SELECT anchor_model, anchor_id, anchor_date, partner_id FROM dosmart_touchpoint"
            " WHERE step_id = %s AND state IN ('planned', 'open')",
            step.id,
        )


class ContactProgramStep(models.Model):
    _inherit = "dosmart.contact.program.step"
    _planning_fields = frozenset(
        {"active", "channel", "condition", "day_from", "day_kind", "day_to", "program_id"}
    )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.program_id.filtered("is_on")._plan_anew()
        return steps

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & self._planning_fields:
            self.program_id._plan_anew()
        return done

    def unlink(self):
        """Keep a step by which clients were contacted, out of sight; what it planned goes."""
        # sudo: who changes a program decides what it plans.
        touchpoints = self.env["dosmart.touchpoint"].sudo()
        its = touchpoints.search([("step_id", "in", self.ids)])
        its.filtered(lambda one: one.state in ("planned", "open"))._withdraw()
        used = its.exists().step_id.with_env(self.env)
        used.active = False
        return super(ContactProgramStep, self - used).unlink()


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    def _withdraw(self):
        """Let these contacts not take place; those nobody has tried yet are forgotten."""
        tried = self.filtered("attempt_count")
        tried._end("cancelled")
        untried = self - tried
        untried.activity_ids.unlink()
        untried.unlink()

    @api.model
    def _withdraw_about(self, records):
        """Withdraw what is planned or under way about *records*, such as cancelled orders."""
        # sudo: whoever cancels need not see contacts of colleagues.
        self.sudo().search(
            [
                ("anchor_model", "=", records._name),
                ("anchor_id", "in", records.ids),
                ("state", "in", ("planned", "open")),
            ]
        )._withdraw()


class SaleOrder(models.Model):
    """A cancelled order is no reason to contact anybody."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _action_cancel(self):
        done = super()._action_cancel()
        if self.env["dosmart.contact.program"]._triggers_on():
            self.env["dosmart.touchpoint"]._withdraw_about(self)
        return done
