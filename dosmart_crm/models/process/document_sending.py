from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

REPORT = "dosmart_crm.report_process_document"
# What the client must find in a document of each kind, besides the texts of its form.
REQUIRED = {
    "minutes": ("agreements",),
    "offer": ("present_state", "future_state", "benefit", "deliverables", "not_included"),
    "contract": ("order_id",),
    "acceptance": ("order_id", "deliverables"),
    "visit_order": ("scheduled_on", "contact_id", "deliverables"),
}


class Document(models.Model):
    """A document is sent once, with an approved form, and filed on the opportunity."""

    _inherit = "dosmart.document"

    def action_send(self):
        """Open the message to the client with the PDF, and what belongs to it."""
        self.ensure_one()
        self._check_ready()
        if not self.lead_id._client_email():
            raise UserError(
                self.env._(
                    "%s has no email. Fill it in, or print the document and hand it over.",
                    (self.partner_id or self.lead_id).display_name,
                )
            )
        files = self._prepare_files(enclosed=True)
        return self.lead_id._write_to_client(
            self.env._("Send the Document"),
            "dosmart_crm.mail_template_document",
            default_attachment_ids=[fields.Command.set(files.ids)],
            document_title=self._client_title(),
            sent_document_id=self.id,
        )

    def action_hand_over(self):
        """File the PDF as handed over, and show it to be printed."""
        self.ensure_one()
        self._check_ready()
        pdf = self._prepare_files()
        # sudo: the file goes to the opportunity, which the user may change: see _check_ready.
        pdf.sudo().write({"res_model": "crm.lead", "res_id": self.lead_id.id})
        self._mark_sent("paper", pdf)
        note = self.env._("%s was printed to be handed over.", self._client_title())
        # sudo: as above; it is a note that files the PDF.
        self.lead_id.sudo().message_post(
            body=note,
            attachment_ids=pdf.ids,
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
        return self.action_open_file()

    def _check_ready(self):
        """Refuse to send what was sent, what lacks something, and what nobody approved."""
        self.check_access("write")
        self.lead_id.check_access("write")
        self._check_draft()
        form = self.current_form_id
        if not form.is_approved:
            raise UserError(self._tell_not_approved(form))
        if missing := self._missing_texts():
            raise UserError(
                self.env._("Fill in before sending: %(texts)s.", texts=", ".join(missing))
            )

    def _tell_not_approved(self, form):
        if form.state == "approved":
            return self.env._(
                "%s was changed after its approval. Ask a sales manager to approve it again: "
                "Configuration, DOSmart, Forms.",
                form.display_name,
            )
        return self.env._(
            "No version of this form is approved, so it cannot be sent yet. Ask a sales manager "
            "to approve one: Configuration, DOSmart, Forms."
        )

    def _missing_texts(self):
        """Return the names of what still has to be filled in."""
        asked = REQUIRED.get(self.kind, ())
        names = [name for name in asked if self._is_missing(name)]
        labels = [self._fields[name]._description_string(self.env) for name in names]
        if self.kind == "visit_order" and self.contact_id and not self._map_url():
            labels.append(self.env._("the address of %s", self.contact_id.display_name))
        return labels

    def _is_missing(self, name):
        is_text = self._fields[name].type == "html"
        return is_html_empty(self[name]) if is_text else not self[name]

    def _client_title(self):
        """Return the title of the document as the client reads it."""
        return self.current_form_id.with_context(lang=self.lead_id._client_lang()).name

    def _prepare_files(self, enclosed=False):
        """Return the PDF and, if *enclosed*, what goes along; nothing keeps the files yet."""
        # sudo: it prints what the salesperson of the deal may send, prices of orders included.
        report = self.env["ir.actions.report"].sudo().with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf(REPORT, self.ids)
        title = f"{self._client_title()} - {self.lead_id.name}"
        files = [(f"{title.replace('/', '-')}.pdf", content)]
        files += self._prepare_enclosures() if enclosed else []
        return self.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": raw,
                    "mimetype": "application/pdf",
                    "res_model": "mail.compose.message",
                    "res_id": 0,
                }
                for name, raw in files
            ]
        )

    def _prepare_enclosures(self):
        """Return (name, content) of what goes along: Odoo's invoices with the acceptance act."""
        if self.kind != "acceptance":
            return []
        papers = [
            move._get_invoice_legal_documents("pdf", allow_fallback=True)
            for move in self._invoices()
        ]
        return [(paper["filename"], paper["content"]) for paper in papers]

    def _invoices(self):
        # sudo: whoever sells need not see all invoices; these are of the client's own order.
        return self.sudo().order_id.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )

    def _mark_sent(self, way, pdf):
        """Note that the document left as *pdf*, with the version of the form that it has."""
        self._check_ready()
        # sudo: these facts are written here alone, after the check above.
        self.sudo().write(
            {
                "state": "sent",
                "sent_on": fields.Date.context_today(self),
                "sent_by_id": self.env.uid,
                "sent_way": way,
                "attachment_id": pdf.id,
                "form_id": self.current_form_id.id,
            }
        )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def message_post(self, **kwargs):
        """Note that a document left with its message."""
        document_id = self.env.context.get("sent_document_id")
        if not document_id:
            return super().message_post(**kwargs)
        message = super(CrmLead, self.with_context(sent_document_id=False)).message_post(**kwargs)
        self._note_sent_document(document_id, message)
        return message

    def _note_sent_document(self, document_id, message):
        """Mark the document *document_id*, which comes from a browser, as sent with *message*."""
        document = self.env["dosmart.document"].browse(document_id).exists()
        start = document and document._client_title()
        pdf = message.attachment_ids.filtered(lambda file: file.name.startswith(start))
        if document.lead_id != self or not pdf:
            raise UserError(self.env._("Leave the document attached, or close the message."))
        document._mark_sent("email", pdf[:1])
