from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .client_sheet_mixin import SALES


class ResPartner(models.Model):
    """A contact shows its company's sheet and its own personal facts."""

    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.client.sheet.mixin", "dosmart.person.mixin"]
    _sheet_link = "own_sheet_id"
    _sheet_company = "parent_id"

    own_sheet_id = fields.Many2one(
        "dosmart.client.sheet",
        "Own Client Sheet",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=SALES,
        help="Technical: the sheet of a client; its contacts have none of their own.",
    )
    client_sheet_id = fields.Many2one(
        compute="_compute_client_sheet_id", search="_search_client_sheet_id", groups=SALES
    )
    vat = fields.Char(answer=True)
    industry_id = fields.Many2one(answer=True)

    # What else it depends on tells it by ``_show_sheet_again``: as dependencies, the company's
    # answers would be looked for in memory whenever any contact is made.
    @api.depends("own_sheet_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_client_sheet_id(self):
        # sudo: the contact is readable; what its client shows is decided by the domain.
        shown = self.sudo().commercial_partner_id.filtered_domain(self._shown_clients_domain())
        for partner in self:
            partner.client_sheet_id = (partner.sudo().commercial_partner_id & shown).own_sheet_id

    def _search_client_sheet_id(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        shown = self._shown_clients_domain()
        found = Domain("own_sheet_id", operator, value) & shown
        if operator == "in" and False in value:
            found |= ~shown
        return Domain("commercial_partner_id", "any!", found)

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let core group and sort by the answers of ``client_sheet_id``, though it is computed."""
        if field_expr != "client_sheet_id":
            return super()._field_to_sql(alias, field_expr, query)
        self._check_field_access(self._fields[field_expr], "read")
        # sudo: as in the compute.
        clients, client = self._fields["commercial_partner_id"].join(self.sudo(), alias, query)
        sheet = clients._field_to_sql(client, "own_sheet_id", query)
        shown = self._shown_clients_domain().optimize_full(clients)
        shown = shown._to_sql(clients, client, query)
        return SQL("CASE WHEN %s THEN %s END", shown, sheet)

    @api.model
    def _shown_clients_domain(self):
        """Return which clients show their sheet: those of no or of an allowed company.

        A contact may lack the company its client is bound to; the record rules let people of
        other companies see that contact, but the sheet is the client's.
        """
        if self.env.uid == SUPERUSER_ID:
            return Domain.TRUE
        # sudo: branches use the clients of the companies they belong to.
        companies = self.env.companies.sudo().parent_ids
        return Domain("company_id", "in", [False, *companies.ids])

    def modified(self, fnames, create=False, before=False):
        """Look for nobody who has read the sheet of a contact that is only being made."""
        if create:
            unread = self._shown_names()
            fnames = [name for name in fnames if name not in unread]
        return super().modified(fnames, create=create, before=before)

    @api.onchange("parent_id", "is_company")
    def _show_sheet_again(self):
        """Forget which sheet these contacts show, and what follows from it."""
        self.invalidate_recordset(["client_sheet_id"])
        self.modified(["client_sheet_id"])

    def write(self, vals):
        done = super().write(vals)
        if {"parent_id", "is_company", "company_id", "own_sheet_id"} & vals.keys():
            self._contacts()._show_sheet_again()
        if {"parent_id", "is_company"} & vals.keys():
            self._join_sheet_of_company()
            self._share_sheet_with_leads()
        return done

    def unlink(self):
        # sudo: what we know of a client goes with it, on its leads too; the right to delete the
        # client is checked in between.
        sheets = self.sudo().own_sheet_id
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        leads = leads.search([("partner_id", "in", self.ids)])
        done = super().unlink()
        sheets.unlink()
        leads._forget_facts()
        return done

    @api.depends("commercial_partner_id")
    def _compute_sheet_client_id(self):
        for partner in self:
            partner.sheet_client_id = partner.commercial_partner_id

    def _fact_person(self):
        """Return whom personal facts are about: of a company its main contact, if there is one."""
        # sudo: who the main contact is; nothing else of the sheet is told.
        contact = self.sudo().own_sheet_id.main_contact_id if self.is_company else self.browse()
        return contact.with_env(self.env) or self

    def _client(self):
        """Return the commercial partner, without computing it for who has no company."""
        return self.commercial_partner_id if self.parent_id else self

    def _create_sheets(self):
        self.commercial_partner_id.check_access("write")
        # sudo: a new sheet belongs to nobody until the next line; the client was checked.
        sheets = self.env["dosmart.client.sheet"].sudo()
        for client in self.commercial_partner_id.filtered(lambda c: not c.own_sheet_id):
            # sudo: as above.
            client.sudo().own_sheet_id = sheets.create({})
            client._share_sheet_with_leads()

    def _contacts(self):
        """Return these with all contacts below them."""
        # sudo: who shows the sheet of a company, whoever may see them.
        everybody = self.sudo().with_context(active_test=False)
        return everybody.search([("id", "child_of", self.ids)])

    def _share_sheet_with_leads(self):
        # sudo: every lead of the client shows the one sheet, also those of other salespeople.
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        for lead in leads.search([("partner_id", "child_of", self.ids)]):
            lead._share_client_sheet()

    def _join_sheet_of_company(self):
        """Join the own sheets of people who now belong to a company with the company's sheet."""
        # sudo: changing the company of a contact was allowed above; the sheet must follow.
        for partner in self.sudo().filtered("own_sheet_id"):
            client = partner._client()
            if client != partner:
                sheet, partner.own_sheet_id = partner.own_sheet_id, False
                client._take_sheet(sheet)

    def _take_sheet(self, sheet):
        """Make *sheet* the sheet of this client, or part of the one it has."""
        self.ensure_one()
        if not self.own_sheet_id:
            self.own_sheet_id = sheet
        elif self.own_sheet_id != sheet:
            self.own_sheet_id._absorb(sheet)
        self._share_sheet_with_leads()
