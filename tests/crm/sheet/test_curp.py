"""The CURP of a person is right, or a manager says why it is taken."""

from odoo.exceptions import AccessError, ValidationError

from .common import SheetCase

VALID, WRONG_DIGIT = "BOXW310820HNERXN09", "BOXW310820HNERXN08"


class TestCurp(SheetCase):
    def test_curp_is_stored_in_capitals_without_spaces(self):
        person = self.new_client(curp=" boxw310820 hnerxn09 ")
        self.assertEqual(person.curp, VALID)

    def test_wrong_curp_is_refused_typed_or_imported(self):
        person = self.new_client(user_id=self.salesperson.id).with_user(self.salesperson)
        for number in (WRONG_DIGIT, "BOXW310820", "BOXW311320HNERXN09", "BOXW310820XNERXN09"):
            with self.subTest(number), self.assertRaisesRegex(ValidationError, "no valid CURP"):
                person.curp = number
        result = self.env["res.partner"].load(["name", "curp"], [["Ana", WRONG_DIGIT]])
        self.assertIn("no valid CURP", result["messages"][0]["message"])

    def test_people_of_other_countries_have_any_number(self):
        person = self.new_client(country_id=self.env.ref("base.es").id, curp="12345678Z")
        self.assertEqual(person.curp, "12345678Z")

    def test_number_is_checked_when_the_country_becomes_mexico(self):
        person = self.new_client(country_id=self.env.ref("base.es").id, curp="12345678Z")
        with self.assertRaisesRegex(ValidationError, "no valid CURP"):
            person.country_id = self.env.ref("base.mx")

    def test_manager_confirms_one_number_with_a_reason(self):
        person = self.new_client(user_id=self.salesperson.id)
        reason = {"curp": WRONG_DIGIT, "curp_exception_reason": "Seen on the certificate"}
        with self.assertRaises(AccessError):
            person.with_user(self.salesperson).write(reason)
        person.with_user(self.manager).write(reason)
        self.env.flush_all()
        self.assertEqual(person.curp, WRONG_DIGIT)
        with self.assertRaises(ValidationError):
            person.with_user(self.salesperson).curp = "BOXW310820HNERXN07"

    def test_portal_user_reads_no_curp(self):
        self.portal_user.partner_id.sudo().curp = VALID
        with self.assertRaises(AccessError):
            self.portal_user.partner_id.with_user(self.portal_user).read(["curp"])

    def test_merged_person_keeps_the_number_as_it_was_taken(self):
        old, new = self.new_client(), self.new_client(name="Lupita")
        confirmed = {"curp": WRONG_DIGIT, "curp_exception_reason": "Seen on the certificate"}
        old.with_user(self.manager).write(confirmed)
        self.salesperson.group_ids += self.env.ref("base.group_partner_manager")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.salesperson)
        wizard._merge([old.id, new.id], new.with_user(self.salesperson))
        self.assertEqual(new.curp, WRONG_DIGIT)
