from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    assignment_plan_id = fields.Many2one(
        "mail.activity.plan",
        "Started by Assignment",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The plan that gave this task to whoever was assigned.",
    )

    def _forget_assignment(self, records):
        """Delete what the former salespeople of *records* had to do because of their plans."""
        # sudo: whoever assigns need not have the tasks of others, which are pointless now.
        asked = self.sudo().search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("assignment_plan_id", "!=", False),
            ]
        )
        asked.unlink()


class MailActivityPlan(models.Model):
    """Activity plans are started by themselves for who gets a lead or a client (spec SP-7)."""

    _inherit = "mail.activity.plan"

    def _start_for(self, records):
        """Give the salesperson of each of *records* the activities of this plan.

        The number of queries depends on neither records nor steps.
        """
        # sudo: whoever assigns a lead may lose sight of it by that; the plan is the team's.
        plan = self.sudo().exists().filtered("active")
        values = [
            template._prepare_assignment_values(record)
            # sudo: as above.
            for record in records.sudo()
            for template in plan.template_ids
        ]
        # No email for each: the activities show in the salesperson's list.
        # sudo: as above; the activities are those of the new salesperson.
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            values
        )


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    def _prepare_assignment_values(self, record):
        user = self._determine_responsible(record.user_id, record)["responsible"]
        return {
            "res_model_id": self.env["ir.model"]._get_id(record._name),
            "res_id": record.id,
            "activity_type_id": self.activity_type_id.id,
            "summary": self._say("summary", "summary", user.lang),
            "note": self._say("note", "default_note", user.lang),
            "date_deadline": self._get_date_deadline(),
            "user_id": user.id,
            "assignment_plan_id": self.plan_id.id,
            "automated": True,
        }

    def _say(self, name, name_of_type, lang):
        """Return a text of this step; what it only repeats from its type, in the language *lang*.

        Steps have one language, types have all: so what ships reaches everybody in their own.
        """
        in_english = self.activity_type_id.with_context(lang="en_US")
        if self[name] != in_english[name_of_type]:
            return self[name]
        return in_english.with_context(lang=lang)[name_of_type]
