"""Two clients who choose the same time at once do not get it both."""

from psycopg2.errors import SerializationFailure

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestBookingConcurrency(TransactionCase):
    def test_second_of_two_bookings_at_once_starts_anew_and_sees_the_first(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = (
                self.env(cr=cr)["res.users"].browse(self.env.ref("base.user_admin").id)
                for cr in (first, second)
            )
            self.assertTrue(theirs.login)  # it has looked at the calendar already
            ours._hold_calendar()
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._hold_calendar()
            second.rollback()
            theirs._hold_calendar()
            second.rollback()
