"""Two people that work on one deal at the same moment do everything once."""

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestProcessConcurrency(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            team = env["crm.team"].create({"name": "At once", "has_own_stages": True})
            stages = env["crm.stage"].create(
                [
                    {"name": name, "sequence": 500 + number, "team_ids": team.ids}
                    for number, name in enumerate(("One", "Two", "Three"))
                ]
            )
            points = env["dosmart.control.point"].create(
                [{"name": f"Leave {stage.name}", "stage_id": stage.id} for stage in stages]
            )
            lead = env["crm.lead"].create({"name": "Deal at once", "team_id": team.id})
            self.stage_ids, self.point_ids, self.lead_id = stages.ids, points.ids, lead.id
            created = (lead, points, stages, team)
            self.created = [(records._name, records.ids) for records in created]
        self.addCleanup(self.delete_all)

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.env.uid, {})
            for model, ids in self.created:
                env[model].browse(ids).unlink()

    def lead_in(self, cr):
        return api.Environment(cr, self.env.uid, {})["crm.lead"].browse(self.lead_id)

    def test_ticking_at_once_ticks_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.lead_in(first), self.lead_in(second)
            self.assertFalse(theirs.lead_point_ids)
            ours.action_tick_point(self.point_ids[0])
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs.action_tick_point(self.point_ids[0])
            second.rollback()
            # Odoo repeats a refused request: the second time the tick is there.
            theirs = self.lead_in(second)
            theirs.action_tick_point(self.point_ids[0])
            second.commit()
            self.assertEqual(len(theirs.lead_point_ids), 1)

    def test_stage_moved_by_two_is_moved_once_and_overridden_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.lead_in(first), self.lead_in(second)
            target = theirs.env["crm.stage"].browse(self.stage_ids[1])
            self.assertEqual(theirs.stage_id.id, self.stage_ids[0])
            ours._move_on(target.with_env(ours.env), "first")
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._move_on(target, "second")
                second.flush()
            second.rollback()
            theirs = self.lead_in(second)
            theirs._move_on(target, "second")
            second.commit()
            self.assertEqual(theirs.lead_point_ids.override_reason, "first")
            notes = theirs.message_ids.filtered(lambda note: "Went on without" in note.body)
            moves = theirs.message_ids.tracking_value_ids.filtered(
                lambda value: value.field_id.name == "stage_id"
            )
            self.assertEqual((len(notes), len(moves)), (1, 1))
