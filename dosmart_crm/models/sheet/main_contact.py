from odoo import fields, models

from .client_sheet_mixin import SALES
from .person_mixin import PERSON_FACTS

# Field of who shows the sheet -> field of the main contact.
OF_CONTACT = {
    f"main_contact_{name}": name for name in ("function", "phone", "email", *PERSON_FACTS)
}


def of_contact(field_class, name, **options):
    """Return a field that shows *name* of the main contact, editable, to salespeople only."""
    return field_class(related=f"main_contact_id.{name}", readonly=False, groups=SALES, **options)


class ClientSheetMixin(models.AbstractModel):
    """The main contact's position, phone and email, and the personal facts of a company."""

    _inherit = "dosmart.client.sheet.mixin"

    main_contact_function = of_contact(fields.Char, "function", string="Position")
    main_contact_phone = of_contact(fields.Char, "phone", string="Phone of the Main Contact")
    main_contact_email = of_contact(fields.Char, "email", string="Email of the Main Contact")
    main_contact_birthdate_date = of_contact(
        fields.Date, "birthdate_date", string="Birth Date of the Main Contact"
    )
    main_contact_age = fields.Integer(
        "Age of the Main Contact", related="main_contact_id.age", groups=SALES
    )
    main_contact_marital_status = of_contact(
        fields.Selection, "marital_status", string="Marital Status of the Main Contact"
    )
    main_contact_has_children = of_contact(
        fields.Selection, "has_children", string="Children of the Main Contact"
    )
    main_contact_children = of_contact(
        fields.Integer, "children", string="Number of Children of the Main Contact"
    )
    sheet_client_id = fields.Many2one(
        "res.partner",
        compute="_compute_sheet_client_id",
        help="Technical: the client whose contacts may be main contact and representative.",
    )

    def _compute_sheet_client_id(self):
        raise NotImplementedError

    def _sheet_field_names(self):
        return super()._sheet_field_names() | OF_CONTACT.keys()

    def _write_answers(self, answers):
        """Write what is the main contact's on the one that these same *answers* name."""
        facts = {OF_CONTACT[name]: answers[name] for name in answers.keys() & OF_CONTACT.keys()}
        answers = {name: value for name, value in answers.items() if name not in OF_CONTACT}
        done = super()._write_answers(answers)
        if facts and self.main_contact_id:
            self.main_contact_id.write(facts)
        return done


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    def write(self, vals):
        done = super().write(vals)
        if vals.get("main_contact_id"):
            for sheet in self:
                sheet._hand_facts_to_main_contact()
        return done

    def _hand_facts_to_main_contact(self):
        """Give the main contact what was noted on the company: nobody else has a birthday."""
        # sudo: naming the main contact was allowed; the facts follow.
        company, contact = self.sudo().partner_id, self.sudo().main_contact_id
        if not company.is_company or not any(company[name] for name in PERSON_FACTS):
            return
        if lost := contact._absorb_answers(company, PERSON_FACTS):
            contact.message_post(body=contact._lost_answers_note(lost))
        company.write(dict.fromkeys(PERSON_FACTS, False))
