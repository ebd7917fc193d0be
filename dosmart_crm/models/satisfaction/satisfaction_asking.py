from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

TEMPLATE = "dosmart_crm.mail_template_satisfaction"
LAYOUT = "dosmart_crm.program_mail_layout"  # has the link to want no more of them


class ResPartner(models.Model):
    """Clients are asked about what they bought last, with a link that is theirs alone."""

    _inherit = "res.partner"

    def action_ask_satisfaction(self):
        """Open the window that says who will be asked, and about what."""
        return self.env["dosmart.satisfaction.ask"]._open(self)

    def _ask_satisfaction(self, orders=None):
        """Send each of these contacts a questionnaire about its last purchase; return the sheets.

        :param orders: ask about these orders instead, of the clients of these contacts
        """
        sheets = self._new_satisfaction_sheets(orders)
        template = self._satisfaction_template()
        # sudo: salespeople may not read the sheets, which hold the secret link.
        template.sudo().send_mail_batch(sheets.ids, email_layout_xmlid=LAYOUT)
        return sheets

    def _new_satisfaction_sheets(self, orders=None):
        """Return empty sheets about what was bought last, or about *orders*."""
        company = self.env.company
        sheets = self._create_satisfaction_sheets(company, self._last_purchases(company, orders))
        self._log_satisfaction_asked(sheets)
        return sheets

    @api.model
    def _satisfaction_template(self):
        template = self.env.ref(TEMPLATE, raise_if_not_found=False)
        if not template:
            raise UserError(
                self.env._(
                    "The email template “Satisfaction: Questionnaire” was deleted. Ask an "
                    "administrator to upgrade DOSmart CRM in Apps: that brings it back."
                )
            )
        return template

    def _create_satisfaction_sheets(self, company, bought):
        products = self.env["product.product"].browse(
            {product for _order, product in bought.values()}
        )
        surveys = {product.id: product._satisfaction_survey(company) for product in products}
        default = self.env["product.product"]._satisfaction_survey(company)
        # sudo: as in _ask_satisfaction; who may ask was checked by those who call.
        sheets = self.env["survey.user_input"].sudo().with_context(tracking_disable=True)
        vals_list = []
        for partner in self:
            order, product = bought.get(partner.commercial_partner_id.id, (False, False))
            survey = surveys.get(product, default)
            partner._check_questionnaire(survey)
            vals_list.append(
                partner._prepare_satisfaction_sheet(survey)
                | {"sale_order_id": order, "product_id": product, "company_id": company.id}
            )
        return sheets.create(vals_list)

    def _check_questionnaire(self, survey):
        if not survey:
            raise UserError(
                self.env._(
                    "There is no questionnaire for %s. Choose one in Settings → DOSmart, or for "
                    "the product.",
                    self.display_name,
                )
            )

    def _prepare_satisfaction_sheet(self, survey):
        """Return the values of a sheet as Odoo makes it for those who are invited."""
        return {
            "survey_id": survey.id,
            "partner_id": self.id,
            "email": self.email,
            "nickname": self.name,
            "invite_token": self.env["survey.user_input"]._generate_invite_token(),
        }

    def _last_purchases(self, company, orders=None):
        """Return {client id: (order id, product id)}: of the last order, what cost most."""
        clients = self.commercial_partner_id.ids
        if not clients:
            return {}
        self.env["sale.order"].flush_model(["partner_id", "state", "company_id", "date_order"])
        self.env["sale.order.line"].flush_model(["order_id", "product_id", "price_subtotal"])
        chosen = SQL("sale.id IN %s", tuple(orders.ids)) if orders else SQL("TRUE")
        query = SQL(
            """
            SELECT DISTINCT ON (contact.commercial_partner_id)
                   contact.commercial_partner_id, sale.id, item.product_id
              FROM sale_order AS sale
              JOIN res_partner AS contact ON contact.id = sale.partner_id
              JOIN sale_order_line AS item ON item.order_id = sale.id
             WHERE contact.commercial_partner_id IN %(clients)s AND %(chosen)s
               AND sale.state = 'sale' AND sale.company_id = %(company)s
               AND item.product_id IS NOT NULL AND item.display_type IS NULL
             ORDER BY contact.commercial_partner_id, sale.date_order DESC, sale.id DESC,
                      item.price_subtotal DESC, item.id
            """,
            clients=tuple(clients),
            chosen=chosen,
            company=company.id,
        )
        return {
            client: (order, product) for client, order, product in self.env.execute_query(query)
        }

    def _log_satisfaction_asked(self, sheets):
        """Note on the clients and orders that they were asked; never the link."""
        clients = sheets.partner_id.commercial_partner_id
        for records in (clients, sheets.sale_order_id):
            texts = {record.id: self.env._("Asked for satisfaction.") for record in records}
            records._message_log_batch(texts)


class SaleOrder(models.Model):
    """A client may be asked about one order."""

    _inherit = "sale.order"

    def action_ask_satisfaction(self):
        """Open the window that asks the client about this order."""
        self.ensure_one()
        if self.state != "sale":
            raise UserError(
                self.env._(
                    "%s is not confirmed: clients are asked about what they bought.", self.name
                )
            )
        return self.env["dosmart.satisfaction.ask"]._open(self.partner_id, self)
