from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import is_html_empty

DOCUMENT_KINDS = [
    ("minutes", "Meeting Minutes"),
    ("offer", "Commercial Offer"),
    ("contract", "Contract"),
    ("acceptance", "Acceptance Act"),
    ("satisfaction", "Satisfaction Form"),
    ("visit_order", "Technicians' Visit Order"),
    ("portfolio", "Service Portfolio"),
]
FORM_STATES = [("draft", "Draft"), ("approved", "Approved"), ("retired", "Replaced")]
CONTENT = {"name", "kind", "intro", "section_ids", "company_id"}
MANAGER = "sales_team.group_sale_manager"


class DocumentForm(models.Model):
    """A version of a form: the texts that all documents of a kind have in common (spec SP-4).

    What differs from deal to deal is put in by the report of the kind, the QWeb template
    ``process_document_<kind>``. Only an approved version is sent, and only as it was approved:
    see ``document_approval.py``.
    """

    _name = "dosmart.document.form"
    _description = "Form of a Document"
    _order = "kind, version desc, id desc"
    _check_company_auto = True

    name = fields.Char("Title", required=True, translate=True, help="Printed on the document.")
    kind = fields.Selection(DOCUMENT_KINDS, required=True)
    version = fields.Integer(readonly=True, copy=False)
    state = fields.Selection(FORM_STATES, default="draft", required=True, readonly=True, copy=False)
    intro = fields.Html("Beginning", translate=True, help="Printed below the title.")
    section_ids = fields.One2many("dosmart.document.section", "form_id", "Sections", copy=True)
    company_id = fields.Many2one(
        "res.company", "Only in the Company", index="btree_not_null", ondelete="cascade"
    )
    client_sees = fields.Boolean(
        "Shown to the Client",
        default=True,
        help="Documents that were sent with it are on the page with which the client follows the "
        "deal.",
    )
    document_ids = fields.One2many("dosmart.document", "form_id")

    _version_uniq = models.UniqueIndex(
        "(kind, version, COALESCE(company_id, 0))", "This form has this version already. Try again."
    )
    _approved_uniq = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0)) WHERE state = 'approved'",
        "Another version of this form was approved meanwhile. Reload the page.",
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for form in self:
            form.display_name = self.env._(
                "%(form)s, version %(version)s", form=form.name, version=form.version
            )

    @api.model_create_multi
    def create(self, vals_list):
        forms = super().create(vals_list)
        for form in forms:
            alike = [("kind", "=", form.kind), ("company_id", "=", form.company_id.id)]
            form.version = 1 + max(self.search(alike).mapped("version"), default=0)
        return forms

    def write(self, vals):
        if vals.keys() & CONTENT:
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        kept = self.filtered(lambda form: form.state != "draft")
        if kept:
            raise UserError(
                self.env._(
                    "%(form)s was approved and stays as it is. Make a new version to change it.",
                    form=kept[0].display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        # sudo: documents of colleagues count, too.
        if self.sudo().document_ids:
            raise UserError(
                self.env._("Documents were sent with this version, so it is kept. Approve another.")
            )

    def action_new_version(self):
        """Open a copy that can be changed, to be approved in place of this one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.copy().id,
            "views": [(False, "form")],
        }

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a sales manager approves forms. Ask one to do so."))

    def _version_label(self):
        return self.env._("Version %s", self.version)

    def _filled_sections(self):
        """Return the sections that have a text; the others are not printed."""
        return self.section_ids.filtered(lambda section: not is_html_empty(section.body))

    @api.model
    def _current(self, kind, company):
        """Return the version in use of the form *kind*: the approved one, else the newest.

        That of the company goes before the one that all companies share.
        """
        forms = self.search([("kind", "=", kind), ("company_id", "in", (False, company.id))])
        rank = {"approved": 2, "draft": 1}
        return forms.sorted(
            lambda form: (
                rank.get(form.state, 0),
                bool(form.company_id),
                form.version,
            )
        )[-1:]


class DocumentSection(models.Model):
    """A titled text of a form: a clause, a question, or a page of the portfolio."""

    _name = "dosmart.document.section"
    _description = "Section of a Form"
    _order = "form_id, sequence, id"

    form_id = fields.Many2one(
        "dosmart.document.form", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Title", required=True, translate=True)
    body = fields.Html("Text", translate=True)

    @api.model_create_multi
    def create(self, vals_list):
        sections = super().create(vals_list)
        sections.form_id._check_draft()
        return sections

    def write(self, vals):
        self.form_id._check_draft()
        done = super().write(vals)
        self.form_id._check_draft()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self.form_id._check_draft()
