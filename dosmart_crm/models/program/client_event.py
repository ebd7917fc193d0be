from odoo import api, fields, models
from odoo.exceptions import UserError

ANSWERS = [
    ("invited", "Invited"),
    ("coming", "Comes"),
    ("declined", "Does Not Come"),
]


class ClientEvent(models.Model):
    """A day to which clients are invited; who came takes a gift home (spec CP-5)."""

    _name = "dosmart.client.event"
    _description = "Event for Clients"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date = fields.Date("Day", required=True, index=True)
    hour = fields.Char("Time", help="As the invitation says it, such as 17:00 to 19:00.")
    place = fields.Char()
    description = fields.Text("What Happens There", translate=True)
    gift = fields.Char("Gift for Coming", translate=True, help="What each guest takes home.")
    guest_ids = fields.One2many("dosmart.event.guest", "event_id", "Guests")
    guest_count = fields.Integer("Guests Invited", compute="_compute_counts")
    attended_count = fields.Integer("Guests Who Came", compute="_compute_counts")

    @api.depends("guest_ids.has_attended")
    def _compute_counts(self):
        guests = self.env["dosmart.event.guest"]
        rows = guests._read_group(
            [("event_id", "in", self.ids)], ["event_id", "has_attended"], ["__count"]
        )
        counts = {(event, came): count for event, came, count in rows}
        for event in self:
            event.attended_count = counts.get((event, True), 0)
            event.guest_count = event.attended_count + counts.get((event, False), 0)


class EventGuest(models.Model):
    """A guest of an event: whether it came, and took its gift."""

    _name = "dosmart.event.guest"
    _description = "Guest of an Event"
    _order = "event_id, id"
    _rec_name = "partner_id"

    event_id = fields.Many2one(
        "dosmart.client.event", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="event_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", "Guest", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    gift = fields.Char(related="event_id.gift")
    source_id = fields.Many2one(
        "utm.source",
        "Source",
        ondelete="set null",
        help="Where we know the guest from, such as the list of owners of another brand.",
    )
    answer = fields.Selection(ANSWERS, required=True, default="invited")
    has_attended = fields.Boolean("Came")
    gift_given_on = fields.Date("Gift Given on", readonly=True, copy=False)
    note = fields.Char()

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        self.source_id = self.source_id or self.partner_id.heard_source_id

    def action_attend(self):
        """Note that these guests came."""
        self.check_access("write")
        self.has_attended = True

    def action_give_gift(self):
        """Note that these guests came and took the gift; twice changes nothing."""
        self.check_access("write")
        if self.filtered(lambda guest: not guest.event_id.gift):
            raise UserError(self.env._("Say first on the event what each guest takes home."))
        today = fields.Date.context_today(self)
        for guest in self.filtered(lambda guest: not guest.gift_given_on):
            guest.write({"has_attended": True, "gift_given_on": today})


class ContactProgram(models.Model):
    """Who is invited follows from the program: all, loyal clients, prospects …"""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[("client_event", "Event for Clients")],
        ondelete={"client_event": "set default"},
    )

    def _due_sql_client_event(self, first, last):
        events = self.env["dosmart.client.event"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("date", ">=", first),
                ("date", "<=", last),
            ]
        )
        return self._clients_on_sql(sorted(set(events.mapped("date"))))


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    event_ids = fields.Many2many(
        "dosmart.client.event", string="Events", compute="_compute_event_ids"
    )

    @api.depends("anchor_date", "company_id", "program_id")
    def _compute_event_ids(self):
        # sudo: who may see an invitation may see to what it invites.
        events = (
            self.env["dosmart.client.event"]
            .sudo()
            .search(
                [
                    ("date", "in", self.mapped("anchor_date")),
                    ("company_id", "in", self.company_id.ids),
                ]
            )
        )
        for touch in self:
            invites = touch.program_id.trigger == "client_event"
            touch.event_ids = (
                events.filtered(
                    lambda event, touch=touch: event.date == touch.anchor_date
                    and event.company_id == touch.company_id
                )
                if invites
                else False
            )

    def _note_contact(self, state):
        """Put whoever was invited on the list of guests."""
        done = super()._note_contact(state)
        if state == "done":
            self.filtered("event_ids")._invite_guests()
        return done

    def _invite_guests(self):
        # sudo: guests follow from what the program did.
        guests = self.env["dosmart.event.guest"].sudo()
        known = guests.search([("event_id", "in", self.event_ids.ids)])
        known = {(guest.event_id, guest.partner_id) for guest in known}
        guests.create(
            [
                {
                    "event_id": event.id,
                    "partner_id": touch.partner_id.id,
                    # sudo: where the guest heard of us is on a sheet that is not everybody's.
                    "source_id": touch.partner_id.sudo().heard_source_id.id,
                }
                for touch in self
                for event in touch.event_ids
                if (event, touch.partner_id) not in known
            ]
        )
