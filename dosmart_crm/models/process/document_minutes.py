from markupsafe import Markup

from odoo import models
from odoo.tools import format_date, is_html_empty, plaintext2html


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _get_report_minutes_data(self):
        """Return what the minutes of this meeting print; extend it with what else is noted.

        ``agenda`` and ``agreements`` are HTML or False; ``attendees`` is a list of names.
        """
        self.ensure_one()
        return {
            "title": self.name,
            "start": self.start,
            "stop": self.stop,
            "place": self.location or "",
            "attendees": self.partner_ids.mapped("name"),
            "agenda": self._tell_topics(),
            "agreements": self._tell_agreements(),
        }

    def _tell_topics(self):
        """Return the points of the agenda and what was said, or else the description."""
        said = plaintext2html(self.visit_minutes) if self.visit_minutes else Markup()
        told = self._list_items(self.visit_point_ids.mapped("name")) + said
        return told or (not is_html_empty(self.description) and self.description)

    def _tell_agreements(self):
        """Return what was promised at this meeting, each with its day."""
        return self._list_items(
            [
                f"{agreement.name} ({format_date(self.env, agreement.due_date)})"
                for agreement in self.agreement_ids
                if agreement.state != "cancelled"
            ]
        )

    def _list_items(self, texts):
        items = Markup().join(Markup("<li>%s</li>") % text for text in texts)
        return items and Markup("<ul>%s</ul>") % items
