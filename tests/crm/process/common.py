"""Builders for the tests of the sales process."""

from odoo.exceptions import RedirectWarning

from ..sheet.common import SheetCase


class ProcessCase(SheetCase):
    """The shipped team DOSmart with one control point, “Needs”, and no activity plan."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.points = cls.env["dosmart.control.point"]
        cls.points.search([]).unlink()
        cls.team = cls.env.ref("dosmart_crm.team_dosmart")
        cls.team.write({"lead_plan_id": False, "client_plan_id": False})
        cls.study, cls.analysis, cls.table, cls.closing, cls.contract, cls.payment = (
            cls.stage(name)
            for name in ("study", "analysis", "on_the_table", "closing", "contract", "payment")
        )
        cls.needs = cls.new_point(name="Needs")

    @classmethod
    def stage(cls, name):
        """Return the shipped stage ``dosmart_crm.crm_stage_<name>``."""
        return cls.env.ref(f"dosmart_crm.crm_stage_{name}")

    @classmethod
    def new_point(cls, **values):
        return cls.points.create({"name": "Point", "stage_id": cls.study.id, **values})

    @classmethod
    def new_deal(cls, **values):
        """Return an opportunity of the salesperson in the first stage of the team."""
        return cls.new_lead(
            **{
                "type": "opportunity",
                "team_id": cls.team.id,
                "user_id": cls.salesperson.id,
                **values,
            }
        )

    @classmethod
    def other_team(cls):
        """Return a team that goes through the stages all teams share."""
        return cls.env["crm.team"].create({"name": "Stock", "user_id": cls.salesperson.id})

    def move(self, leads, stage, user=None):
        leads.with_user(user or self.salesperson).write({"stage_id": stage.id})

    def assert_held(self, leads, stage, *texts, user=None, exception=RedirectWarning):
        """Fail unless moving *leads* to *stage* is refused with all of *texts*, and undone."""
        before = leads.stage_id
        with self.assertRaises(exception) as refusal, self.cr.savepoint():
            self.move(leads, stage, user)
        self.env.invalidate_all()
        self.assertEqual(leads.stage_id, before)
        for text in texts:
            self.assertIn(text, refusal.exception.args[0])

    def tick(self, lead, point=None, user=None):
        lead.with_user(user or self.salesperson).action_tick_point((point or self.needs).id)

    def is_met(self, lead, point):
        return (lead.id, point.id) in point._met(lead)
