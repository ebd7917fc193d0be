from odoo import api, fields, models

from .client_sheet_mixin import SALES
from .person_mixin import OF_CONTACT, PERSON_FACTS


def of_contact(field_class, name, **options):
    """Return a field that shows *name* of the main contact, editable, to salespeople only."""
    link = {"related": f"main_contact_id.{name}", "readonly": False}
    # The main contact tracks its changes; here every write would look for them once more.
    return field_class(groups=SALES, tracking=False, **link, **options)


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

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create([_without_contact(vals) for vals in vals_list])
        for record, vals in zip(records, vals_list, strict=True):
            record._write_main_contact(vals)
        return records

    def write(self, vals):
        done = super().write(_without_contact(vals))
        self._write_main_contact(vals)
        return done

    def _write_main_contact(self, vals):
        """Write what *vals* say of the main contact, once it is the one they may name."""
        known = {OF_CONTACT[name]: vals[name] for name in vals.keys() & OF_CONTACT.keys()}
        if known and self.main_contact_id:
            self.main_contact_id.write(known)


def _without_contact(vals):
    return {name: value for name, value in vals.items() if name not in OF_CONTACT}


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
