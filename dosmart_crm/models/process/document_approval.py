import json
from hashlib import sha256

from lxml import etree

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, is_html_empty

# The templates that all documents are printed with, besides that of the kind.
LAYOUT = (
    "report_process_document",
    "process_document",
    "process_document_lines",
    "process_document_sections",
    "process_document_signatures",
    "process_document_style",
    "process_document_text",
)


class DocumentForm(models.Model):
    """A manager approves a version of a form: its texts in all languages, and its layout."""

    _inherit = "dosmart.document.form"

    approved_by_id = fields.Many2one(
        "res.users", "Approved By", readonly=True, copy=False, ondelete="restrict"
    )
    approved_on = fields.Datetime(readonly=True, copy=False)
    approved_digest = fields.Char(copy=False, groups=fields.NO_ACCESS)
    is_approved = fields.Boolean(
        "Can Be Sent", compute="_compute_is_approved", help="Approved, and unchanged since then."
    )

    @api.depends(
        "approved_digest", "intro", "name", "section_ids.body", "section_ids.name", "state"
    )
    def _compute_is_approved(self):
        """Not stored: whoever changes the layout, a translation or a text takes it back."""
        for form in self:
            # sudo: the digest is nobody's to read.
            digest = form.sudo().approved_digest
            form.is_approved = form.state == "approved" and digest == form._digest()

    def action_approve(self):
        """Let documents be sent with these versions from now on, in place of those before."""
        self._check_manager()
        self.check_access("write")
        for form in self:
            form._approve()

    def _approve(self):
        if not self._has_text():
            raise UserError(
                self.env._("%s has no text yet. Write at least one section.", self.display_name)
            )
        before = self.search(
            [
                ("kind", "=", self.kind),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "approved"),
                ("id", "!=", self.id),
            ]
        )
        before.state = "retired"
        self.flush_model(["state"])
        # sudo: the digest is nobody's to write.
        self.sudo().write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": fields.Datetime.now(),
                "approved_digest": self._digest(),
            }
        )

    def _has_text(self):
        texts = [self.intro, *self.section_ids.mapped("body")]
        return not all(map(is_html_empty, texts))

    def _digest(self):
        """Return what changes with any text of this form, in any language, or with its layout."""
        self.env["dosmart.document.section"].flush_model()
        self.flush_model()
        query = SQL(
            """
            SELECT jsonb_build_array(form.name, form.intro, (
                SELECT jsonb_agg(jsonb_build_array(name, body) ORDER BY sequence, id)
                  FROM dosmart_document_section WHERE form_id = form.id
            )) FROM dosmart_document_form form WHERE id = %s
            """,
            self._origin.id,
        )
        [[texts]] = self.env.execute_query(query)
        return sha256(json.dumps([texts, self._layout()], sort_keys=True).encode()).hexdigest()

    def _layout(self):
        """Return the templates that print this form, as changed in the database."""
        keys = [f"dosmart_crm.{name}" for name in (*LAYOUT, f"process_document_{self.kind}")]
        # sudo: the layout counts, whoever may read it.
        views = self.env["ir.ui.view"].sudo().with_context(lang=None)
        views = views.search([("key", "in", keys)], order="key")
        return [etree.tostring(view._get_combined_arch(), encoding="unicode") for view in views]
