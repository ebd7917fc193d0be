from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic import secret_link


class DealLink(models.Model):
    """A link with which a client follows a deal, without logging in. Each email has its own."""

    _name = "dosmart.deal.link"
    _description = "Link to Follow an Opportunity"
    _order = "id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one("crm.lead", required=True, index=True, ondelete="cascade")
    token_hash = fields.Char(required=True, groups="base.group_system")
    expires_on = fields.Datetime("Works Until", required=True)

    @api.model
    def _new_address(self, lead):
        """Return the address of a new link to the page of *lead*."""
        token = secret_link.new_token()
        days = (lead.company_id or self.env.company).deal_link_days
        link = self.create(
            {
                "lead_id": lead.id,
                "token_hash": secret_link.digest(token),
                "expires_on": fields.Datetime.add(fields.Datetime.now(), days=days),
            }
        )
        code = self.env["res.lang"]._get_data(code=lead._client_lang()).url_code
        start = f"/{code}" if code else ""
        return f"{lead.get_base_url()}{start}/dosmart/follow/{link.id}/{token}"

    @api.model
    def _opened_by(self, link_id, token, user):
        """Return the deal that this link opens for *user*, none whatever is wrong with it."""
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        link = self.sudo().browse(secret_link.record_id(link_id)).exists()
        is_right = secret_link.is_right(token, link.token_hash)
        lives = is_right and link.expires_on >= fields.Datetime.now()
        lead = link.lead_id
        shown = lives and lead._is_followed_by_client() and lead._is_meant_for(user)
        return lead if shown else lead.browse()

    @api.autovacuum
    def _gc_expired(self):
        self.search([("expires_on", "<", fields.Datetime.now())]).unlink()


class ResCompany(models.Model):
    _inherit = "res.company"

    deal_link_days = fields.Integer(
        "Days a Client Can Follow a Deal",
        default=90,
        help="So many days after an email, its link to the page of the deal opens nothing more.",
    )

    _deal_link_days_plausible = models.Constraint(
        "CHECK(deal_link_days BETWEEN 1 AND 3650)", "A link to a deal lasts from 1 to 3650 days."
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    deal_link_days = fields.Integer(related="company_id.deal_link_days", readonly=False)


class CrmLead(models.Model):
    """The client follows a deal that the salesperson shares: by link, or after logging in."""

    _inherit = "crm.lead"

    client_follows = fields.Boolean(
        "Shared with the Client",
        copy=False,
        tracking=True,
        help="The client sees on a page of the portal what was done and what comes next.",
    )

    def _is_followed_by_client(self):
        return self.client_follows and self.active and self._follows_dates()

    def _is_meant_for(self, user):
        """Return whether *user* is nobody yet or of this client; never one of ours."""
        if user._is_public():
            return True
        client = user._portal_client()
        return bool(client) and self.partner_id.commercial_partner_id == client

    def action_share_deal(self):
        """Open the message with the link to the page of this deal, which the client then sees."""
        self.ensure_one()
        self.check_access("write")
        if not self._follows_dates():
            raise UserError(
                self.env._(
                    "The team of “%s” follows no dates, so there is nothing to show. A manager "
                    "can change that on the sales team.",
                    self.name,
                )
            )
        self._check_client_email()
        message = self._write_to_client(
            self.env._("Share with the Client"),
            "dosmart_crm.mail_template_follow_deal",
            follow_link=self._new_follow_link(),
        )
        self.client_follows = True
        return message

    def action_stop_sharing(self):
        """Close the page of this deal: all its links open nothing any more."""
        self.check_access("write")
        self.client_follows = False
        # sudo: links are kept from everybody; the right to change the deal was checked.
        self.env["dosmart.deal.link"].sudo().search([("lead_id", "in", self.ids)]).unlink()

    def _new_follow_link(self):
        # sudo: links are made by the methods of the deal alone.
        return self.env["dosmart.deal.link"].sudo()._new_address(self)

    def _merge_dependences(self, opportunities):
        """Let the client follow the merged deal with the links of those that were shared."""
        done = super()._merge_dependences(opportunities)
        client = self.partner_id.commercial_partner_id
        shared = opportunities.filtered(
            lambda deal: deal.client_follows and deal.partner_id.commercial_partner_id == client
        )
        if client and shared:
            self.client_follows = True
            # sudo: links are kept from everybody; merging was allowed.
            links = self.env["dosmart.deal.link"].sudo()
            links.search([("lead_id", "in", shared.ids)]).lead_id = self
        return done
