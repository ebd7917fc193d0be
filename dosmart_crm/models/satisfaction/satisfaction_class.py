from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SALES = "sales_team.group_sale_salesman"
CLASSES = [
    ("pleased", "Pleased"),
    ("fragile", "Fragile"),
    ("dissatisfied", "Dissatisfied"),
]
# What the last answer sheet of a client makes of it.
CLASS_OF = {"satisfied": "pleased", "hidden": "fragile", "open": "dissatisfied"}


class ResPartner(models.Model):
    """How satisfied a client is: what its last answer sheet says (spec SA-2).

    All salespeople may know the class of a client, like its status; the answers they may not.
    """

    _inherit = "res.partner"

    satisfaction_class = fields.Selection(
        CLASSES,
        "Satisfaction",
        compute="_compute_satisfaction_class",
        search="_search_satisfaction_class",
        groups=SALES,
    )
    satisfaction_answered_on = fields.Date(
        "Satisfaction Answered on", compute="_compute_satisfaction_class", groups=SALES
    )

    is_satisfaction_due = fields.Boolean(
        "Satisfaction to Be Asked",
        compute="_compute_is_satisfaction_due",
        search="_search_is_satisfaction_due",
        groups=SALES,
        help="Bought, and was not asked in the months set in Settings → DOSmart.",
    )

    @api.depends_context("company")
    def _compute_satisfaction_class(self):
        found = self._get_satisfaction()
        for partner in self:
            satisfaction, day = found.get(partner.commercial_partner_id.id, (False, False))
            partner.satisfaction_class = satisfaction
            partner.satisfaction_answered_on = day

    def _search_satisfaction_class(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Odoo does not ask whether a field may be read when it is searched by a method.
        self._check_field_access(self._fields["satisfaction_class"], "read")
        wanted = set(value)
        known = SQL("(SELECT client_id FROM (%s) AS last)", self._last_results_sql())
        results = tuple(key for key, name in CLASS_OF.items() if name in wanted) or (None,)
        of_class = SQL(
            "(SELECT client_id FROM (%s) AS last WHERE satisfaction IN %s)",
            self._last_results_sql(),
            results,
        )
        domain = Domain("commercial_partner_id", "in", of_class)
        if False in wanted:
            domain |= Domain("commercial_partner_id", "not in", known)
        return domain

    @api.depends_context("company")
    def _compute_is_satisfaction_due(self):
        due = self.filtered_domain(self._search_is_satisfaction_due("in", [True]))
        due.is_satisfaction_due = True
        (self - due).is_satisfaction_due = False

    @api.model
    def _search_is_satisfaction_due(self, operator, _value):
        if operator != "in":
            return NotImplemented
        self._check_field_access(self._fields["is_satisfaction_due"], "read")
        # sudo: whether a client is to be asked is known to all salespeople, like its class.
        clients = self.env["dosmart.satisfaction.coverage"].sudo()
        due = clients._search([("company_id", "=", self.env.company.id), ("is_due", "=", True)])
        return Domain("commercial_partner_id", "in", due.subselect("client_id"))

    def action_view_satisfaction(self):
        """Open what this client answered."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "dosmart_crm.satisfaction_answer_action"
        )
        return action | {"domain": [("client_id", "=", self.commercial_partner_id.id)]}

    def _get_satisfaction(self, company=None):
        """Return {client id: (class, day)} of the clients of these contacts that ever answered."""
        clients = self.commercial_partner_id
        if not clients.ids:
            return {}
        query = SQL(
            "SELECT client_id, satisfaction, day FROM (%s) AS last",
            self._last_results_sql(company, clients),
        )
        return {
            client: (CLASS_OF[satisfaction], day)
            for client, satisfaction, day in self.env.execute_query(query)
        }

    @api.model
    def _last_results_sql(self, company=None, clients=None):
        """Return the last result of every client, or of *clients*, who answered *company*."""
        company = company or self.env.company
        self.env["survey.user_input"].flush_model()
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        chosen = SQL("contact.commercial_partner_id IN %s", tuple(clients.ids)) if clients else None
        return SQL(
            """
            SELECT DISTINCT ON (contact.commercial_partner_id)
                   contact.commercial_partner_id AS client_id, sheet.satisfaction,
                   sheet.end_datetime::date AS day
              FROM survey_user_input AS sheet
              JOIN res_partner AS contact ON contact.id = sheet.partner_id
             WHERE sheet.satisfaction IS NOT NULL AND sheet.company_id = %(company)s
               AND %(chosen)s
             ORDER BY contact.commercial_partner_id, sheet.end_datetime DESC, sheet.id DESC
            """,
            company=company.id,
            chosen=chosen or SQL("TRUE"),
        )
