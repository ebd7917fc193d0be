from odoo import api, fields, models

from .client_sheet_mixin import SALES
from .person_mixin import OF_CONTACT, PERSON_FACTS

# A linked lead shows PERSON_FACTS of its contact and these of its client; an unlinked one has
# both itself.
CLIENT_FACTS = ("vat", "industry_id")
FACT = {
    "compute": "_compute_partner_facts",
    "inverse": "_inverse_partner_facts",
    "store": True,
    "readonly": False,
    "groups": SALES,
}


class CrmLead(models.Model):
    """A lead has its own sheet until it is linked to a client; from then on they share one."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "dosmart.client.sheet.mixin", "dosmart.person.mixin"]

    client_sheet_id = fields.Many2one(index="btree_not_null", copy=False, ondelete="set null")
    birthdate_date = fields.Date(**FACT)
    marital_status = fields.Selection(**FACT)
    has_children = fields.Selection(**FACT)
    children = fields.Integer(**FACT)
    vat = fields.Char("Tax ID", answer=True, **FACT)
    industry_id = fields.Many2one("res.partner.industry", "Economic Activity", answer=True, **FACT)

    @api.depends(
        "partner_id.is_company",
        *(f"partner_id.{name}" for name in PERSON_FACTS + CLIENT_FACTS),
        *(f"client_sheet_id.main_contact_id.{name}" for name in PERSON_FACTS),
    )
    def _compute_partner_facts(self):
        """Show the contact's facts; in a form, what was typed before choosing it stays."""
        for lead in self.filtered(lambda lead: lead.partner_id or not lead.id):
            typed = not lead.id and not lead._origin.partner_id
            person, client = lead.partner_id._fact_person() or lead, lead.partner_id or lead
            for source, names in ((person, PERSON_FACTS), (client, CLIENT_FACTS)):
                for name in names:
                    lead[name] = (typed and lead[name]) or source[name]

    @api.depends("partner_id")
    def _compute_sheet_client_id(self):
        for lead in self:
            lead.sheet_client_id = lead.partner_id.commercial_partner_id

    def _inverse_partner_facts(self):
        """Write a fact changed on a linked lead on whom it belongs to."""
        for lead in self.filtered("partner_id"):
            for partner, names in lead._fact_owners(lead.partner_id):
                changed = [name for name in names if partner[name] != lead[name]]
                if changed:
                    partner.write(
                        {n: lead._fields[n].convert_to_write(lead[n], lead) for n in changed}
                    )

    @api.model
    def _fact_owners(self, partner):
        """Return who, of a contact and its company, holds which facts."""
        return [(partner._fact_person(), PERSON_FACTS), (partner._client(), CLIENT_FACTS)]

    @api.onchange("partner_id")
    def _onchange_partner_sheet(self):
        """Show the sheet of the chosen client, unless answers typed here wait to join it."""
        sheet = self.partner_id._client().own_sheet_id
        typed = any(self[name] for name in self._sheet_field_names())
        if self.client_sheet_id.own_partner_ids or not (self.client_sheet_id or typed):
            self.client_sheet_id = sheet

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create([self._without_blank_facts(vals) for vals in vals_list])
        for lead in leads.filtered("partner_id"):
            lead._share_client_sheet()
        return leads

    @api.model
    def _without_blank_facts(self, vals):
        """Leave out facts that a form or import knows nothing of: the client may have them."""
        blank = [name for name in PERSON_FACTS + CLIENT_FACTS if not vals.get(name)]
        if not vals.get("partner_id") or not vals.keys() & set(blank):
            return vals
        return {name: value for name, value in vals.items() if name not in blank}

    def write(self, vals):
        if "partner_id" not in vals:
            return super().write(vals)
        names = self._sheet_field_names() | OF_CONTACT.keys()
        answers = {name: vals[name] for name in vals.keys() & names}
        vals = {name: value for name, value in vals.items() if name not in answers}
        field = self._fields["partner_id"]
        partner = field.convert_to_record(field.convert_to_cache(vals["partner_id"], self), self)
        unlinked = self.filtered("partner_id") if not partner else self.browse()
        done = super().write(self._hand_over_facts(partner, vals) if partner else vals)
        for lead in self:
            lead._share_client_sheet()
        if unlinked:
            unlinked._forget_facts(vals)
        # Only now do the answers that came along reach the sheet of the new client.
        return self.write(answers) if answers else done

    def unlink(self):
        # sudo: a sheet nobody else shows goes with its lead; that right is checked below.
        sheets = self.sudo().client_sheet_id
        done = super().unlink()
        sheets.filtered(lambda sheet: not sheet.own_partner_ids and not sheet.lead_ids).unlink()
        return done

    def _date_answers(self, names):
        """Date only the facts of a lead without client: the others are dated on the client."""
        return None if self.partner_id else super()._date_answers(names)

    def _forget_facts(self, kept=()):
        """Drop the facts of the client that these leads had, but for the names in *kept*."""
        self.write({name: False for name in PERSON_FACTS + CLIENT_FACTS if name not in kept})
        # sudo: nobody handles the dates by hand.
        self.sudo().answered_on = False

    def _hand_over_facts(self, partner, vals):
        """Give *partner* what the unlinked leads know of it, before they are linked to it.

        :return: *vals* without the facts that a form only repeats from the new partner
        """
        repeated = {
            name
            for owner, names in self._fact_owners(partner)
            for name in vals.keys() & set(names)
            if owner._shows(name, vals[name])
        }
        for lead in self.filtered(lambda lead: not lead.partner_id and lead._has_facts()):
            lead._absorb_into(partner)
        return {name: value for name, value in vals.items() if name not in repeated}

    def _has_facts(self):
        return any(self[name] for name in PERSON_FACTS + CLIENT_FACTS)

    def _absorb_into(self, partner):
        lost = []
        for owner, names in self._fact_owners(partner):
            lost += owner._absorb_answers(self, names)
        if lost:
            for record in (self, partner):
                record.message_post(body=partner._lost_answers_note(lost))

    def _share_client_sheet(self):
        """Show the sheet of the client; a sheet the lead had so far becomes part of it."""
        self.ensure_one()
        # sudo: the link to the client was allowed; its sheet follows whoever the salesperson is.
        lead = self.sudo()
        client, sheet = lead.partner_id._client(), lead.client_sheet_id
        if sheet == client.own_sheet_id:
            return
        if sheet and client and not sheet.own_partner_ids:
            client._take_sheet(sheet)
        if client or sheet.own_partner_ids:
            lead.client_sheet_id = client.own_sheet_id
        lead._propose_main_contact()

    def _propose_main_contact(self):
        sheet, contact = self.client_sheet_id, self.partner_id
        if sheet and not sheet.main_contact_id and contact._client() != contact:
            sheet.main_contact_id = contact

    def _create_sheets(self):
        linked = self.filtered("partner_id")
        for client in {lead.partner_id._client() for lead in linked}:
            client._create_sheets()
        for lead in linked:
            lead._share_client_sheet()
        unlinked = self - linked
        # sudo: a new sheet belongs to nobody until the next line; the leads were checked.
        sheets = self.env["dosmart.client.sheet"].sudo().create([{} for _lead in unlinked])
        for lead, sheet in zip(unlinked.sudo(), sheets, strict=True):
            lead.client_sheet_id = sheet

    def _merge_dependences(self, opportunities):
        """Keep every answer of the merged leads; their own sheets and facts become ours."""
        done = super()._merge_dependences(opportunities)
        for lead in opportunities.filtered(lambda lead: not lead.partner_id):
            if self.partner_id:
                lead._absorb_into(self.partner_id)
            elif lost := self._absorb_answers(lead):
                self.message_post(body=self._lost_answers_note(lost))
            self._receive_sheet(lead.client_sheet_id)
        return done

    def _receive_sheet(self, sheet):
        """Make *sheet*, so far of an unlinked lead, the sheet of this lead or part of it."""
        # sudo: merging the leads was allowed; joining their sheets is part of it.
        lead, sheet = self.sudo(), sheet.sudo()
        if not sheet:
            return
        if lead.partner_id:
            lead.partner_id._client()._take_sheet(sheet)
        elif lead.client_sheet_id:
            lead.client_sheet_id._absorb(sheet)
        else:
            lead.client_sheet_id = sheet
