from odoo import fields, models


class DealDate(models.Model):
    _inherit = "dosmart.deal.date"

    notice_id = fields.Many2one(
        "mail.mail",
        groups=fields.NO_ACCESS,
        ondelete="set null",
        help="Technical: the email that tells the client of the last move.",
    )
    told_date = fields.Date(
        groups=fields.NO_ACCESS, help="Technical: the day from which that email says it moved."
    )


class CrmLead(models.Model):
    """The client who follows a deal is told when one of its dates moves (spec SP-3)."""

    _inherit = "crm.lead"

    def _after_move(self, row, before):
        done = super()._after_move(row, before)
        self._tell_moved_date(row, before)
        return done

    def _tell_moved_date(self, row, before):
        """Queue the email about the date of *row*, which was planned for the day *before*.

        An email that is still waiting is replaced: who corrects a slip tells the client once, or
        not at all.
        """
        kind = row.kind_id
        if not (kind.client_sees and kind.tells_client and self._is_followed_by_client()):
            return
        waiting = row.notice_id.filtered(lambda mail: mail.state == "outgoing")
        told = row.told_date if waiting else before
        waiting.unlink()
        template = self.env.ref("dosmart_crm.mail_template_moved_date", raise_if_not_found=False)
        if template and self._client_email() and row.planned_date != told:
            template = template.with_context(
                **self._prepare_notice_context(kind, told, row.planned_date)
            )
            row.write({"notice_id": template.send_mail(self.id), "told_date": told})

    def _prepare_notice_context(self, kind, before, after):
        kind = kind.with_context(lang=self._client_lang())
        return {
            "moved_name": kind.client_name or kind.name,
            "moved_from": fields.Date.to_string(before),
            "moved_to": fields.Date.to_string(after) or "",
            "follow_link": self._new_follow_link(),
        }
