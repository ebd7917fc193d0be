from odoo import api, fields, models
from odoo.fields import Domain


class ContactNews(models.Model):
    """A piece of news or an award, and whom it interests (spec CP-5).

    A program of news sends to each client what was published since it wrote last; who has nothing
    to read gets no email.
    """

    _name = "dosmart.contact.news"
    _description = "News for Clients"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char("Title", required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date = fields.Date("Published on", required=True, default=fields.Date.context_today)
    body = fields.Html("Text", translate=True)
    program_ids = fields.Many2many(
        "dosmart.contact.program",
        string="Only in",
        domain=[("sends_news", "=", True)],
        help="Empty: in every program of news.",
    )
    industry_ids = fields.Many2many(
        "res.partner.industry", string="Economic Activities", help="Empty: for all."
    )
    category_ids = fields.Many2many(
        "product.category", string="Owners of the Product Lines", help="Empty: for all."
    )
    status_ids = fields.Many2many(
        "dosmart.client.status", string="Statuses", help="Empty: for all."
    )

    def _interests(self, touch, written, owned):
        """Return whether this is for the client of *touch*, to whom was *written* last."""
        client = touch.partner_id.commercial_partner_id
        lines = owned or self.env["product.category"]
        return (
            self.date <= touch.open_on
            and (not written or self.date > written)
            and (not self.program_ids or touch.program_id in self.program_ids)
            and (not self.industry_ids or client.industry_id in self.industry_ids)
            and (not self.status_ids or client.client_status_id in self.status_ids)
            and (not self.category_ids or bool(self.category_ids._product_line() & lines))
        )


class ContactProgram(models.Model):
    _inherit = "dosmart.contact.program"

    sends_news = fields.Boolean(
        help="Its emails have the news published since the client got the last one."
    )


class Touchpoint(models.Model):
    """What there is to read for a client."""

    _inherit = "dosmart.touchpoint"

    news_ids = fields.Many2many(
        "dosmart.contact.news", string="News", compute="_compute_news_ids", compute_sudo=True
    )

    @api.depends("program_id", "partner_id", "open_on")
    def _compute_news_ids(self):
        written = self._last_written()
        owned = self._owned_lines()
        for program, touchpoints in self.grouped("program_id").items():
            news = program.sends_news and self.env["dosmart.contact.news"].search(
                [("company_id", "=", program.company_id.id)]
            )
            for touch in touchpoints:
                client = touch.partner_id.commercial_partner_id
                touch.news_ids = news and news.filtered(
                    lambda one, touch=touch, client=client: one._interests(
                        touch, written.get((touch.program_id, client)), owned.get(client)
                    )
                )

    def _last_written(self):
        """Return when each program wrote to each client last, {(program, client): day}."""
        rows = self._read_group(
            Domain("program_id", "in", self.program_id.ids)
            & Domain("partner_id", "child_of", self.partner_id.commercial_partner_id.ids)
            & Domain("contacted_on", "!=", False)
            & Domain("id", "not in", self.ids),
            ["program_id", "partner_id"],
            ["contacted_on:max"],
        )
        written = {}
        for program, partner, day in rows:
            key = program, partner.commercial_partner_id
            written[key] = max(day, written.get(key, day))
        return written

    def _owned_lines(self):
        """Return the product lines under contract of each client, {client: lines}."""
        rows = self.env["dosmart.client.product"]._read_group(
            Domain("partner_id", "in", self.partner_id.commercial_partner_id.ids)
            & Domain("state", "=", "contract"),
            ["partner_id"],
            ["line_id:recordset"],
        )
        return dict(rows)

    def _fire_email(self):
        """Leave out those for whom there is nothing new."""
        idle = self.filtered(lambda touch: touch.program_id.sends_news and not touch.news_ids)
        idle.state = "cancelled"
        told = self - idle
        return super(Touchpoint, told)._fire_email() if told else None
