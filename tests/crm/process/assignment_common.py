"""Builders for the tests of assignment."""

from .common import ProcessCase


class AssignmentCase(ProcessCase):
    """A plan of two steps for leads and one of one step for clients."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needs.unlink()
        cls.todo = cls.env.ref("mail.mail_activity_data_todo")
        cls.mate = cls.new_user("mate", "sales_team.group_sale_salesman")
        cls.plan = cls.new_plan("crm.lead", ("Read the brief", 0), ("Call", 2))
        cls.client_plan = cls.new_plan("res.partner", ("Introduce yourself", 1))
        cls.team.write(
            {
                "lead_plan_id": cls.plan.id,
                "client_plan_id": cls.client_plan.id,
                "member_ids": [(6, 0, (cls.salesperson | cls.mate).ids)],
            }
        )
        cls.other = cls.new_user("colleague", "sales_team.group_sale_salesman")

    @classmethod
    def new_plan(cls, model, *steps):
        templates = [
            {
                "activity_type_id": cls.todo.id,
                "summary": summary,
                "delay_count": days,
                "delay_from": "after_plan_date",
                "responsible_type": "on_demand",
            }
            for summary, days in steps
        ]
        values = {"name": "Plan", "res_model": model, "company_id": False}
        templates = [(0, 0, template) for template in templates]
        return cls.env["mail.activity.plan"].create(values | {"template_ids": templates})

    def tasks(self, record):
        """Return who has to do what about *record*, in order."""
        open_tasks = record.sudo().activity_ids.filtered("assignment_plan_id")
        return [(task.user_id, task.summary) for task in open_tasks.sorted("id")]

    def steps(self, user):
        return [(user, "Read the brief"), (user, "Call")]
