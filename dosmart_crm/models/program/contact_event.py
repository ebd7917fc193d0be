from odoo import api, fields, models

EVENTS = [("assigned", "Given to a Salesperson"), ("requested", "Asked to Be Contacted")]


class ContactEvent(models.Model):
    """What happened to a client that contact programs wait for and no other record tells.

    Others report it by ``_plan_event``; a new kind of event is one value of ``kind``.
    """

    _name = "dosmart.contact.event"
    _description = "Event for Contact Programs"
    _order = "date desc, id desc"
    _rec_names_search = ["name", "partner_id"]
    _check_company_auto = True

    kind = fields.Selection(EVENTS, required=True, default="requested")
    name = fields.Char("Subject")
    partner_id = fields.Many2one(
        "res.partner", "Client", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        domain=[("share", "=", False)],
        ondelete="set null",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(required=True, default=fields.Date.context_today)

    _date_idx = models.Index("(kind, date)")

    @api.depends("partner_id")
    def _compute_user_id(self):
        for event in self:
            client = event.partner_id.user_id or event.partner_id.commercial_partner_id.user_id
            event.user_id = client or event.user_id or self.env.user

    @api.model
    def _plan_event(self, kind, partners, **values):
        """Let the programs that wait for *kind* know that it happened to *partners*.

        :param values: of the events, such as ``date`` (today unless given) or ``name``
        :return: the events; nothing is noted where no program waits for it
        """
        if kind != "requested" and kind not in self.env["dosmart.contact.program"]._triggers_on():
            return self.browse()
        # sudo: events are written by our methods alone, for whoever causes them.
        return self.sudo().create(
            [
                {"kind": kind, "partner_id": partner.id, "user_id": partner.user_id.id}
                | ({"company_id": partner.company_id.id} if partner.company_id else {})
                | values
                for partner in partners
            ]
        )
