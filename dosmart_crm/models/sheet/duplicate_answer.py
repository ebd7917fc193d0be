from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .client_sheet import first

MERGED_AT_ONCE = 3  # Odoo's wizard takes no more
DISMISSED_AT_ONCE = 50  # so many contacts share a placeholder, not an owner
WIZARD = "base.partner.merge.automatic.wizard"
ASK_MERGE = "dosmart_crm.mail_activity_merge"


class Duplicate(models.Model):
    """What a person answers to possible duplicates: merge them, or they are different."""

    _inherit = "dosmart.duplicate"

    may_merge = fields.Boolean(compute="_compute_may_merge")

    @api.depends("members")
    @api.depends_context("uid")
    def _compute_may_merge(self):
        allowed = self.env[WIZARD].has_access("create")
        for duplicate in self:
            duplicate.may_merge = allowed and (self.env.is_admin() or duplicate._has_one_email())

    def _has_one_email(self):
        """Return whether Odoo lets others than the administrator merge the first of these."""
        return len(set(self._to_merge().mapped("email"))) == 1

    def _to_merge(self):
        """Return the first of these contacts, to be read together with those of other rows."""
        contacts = self.partner_ids
        return contacts[:MERGED_AT_ONCE].with_prefetch(contacts._prefetch_ids)

    def action_view_contacts(self):
        """Show these contacts side by side, before deciding."""
        self._check_current()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Possible Duplicates"),
            "res_model": "res.partner",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("id", "in", self.members)],
        }

    def action_merge(self):
        """Open Odoo's own wizard with the first of these contacts."""
        self._check_current()
        action = self.env["ir.actions.actions"]._for_xml_id("base.action_partner_merge")
        ids = self._to_merge().ids
        return action | {"context": {"active_model": "res.partner", "active_ids": ids}}

    def action_ask_merge(self):
        """Ask somebody who may merge these contacts to do so, once."""
        self._check_current()
        partner = first(self.partner_ids)
        asked = partner.activity_search([ASK_MERGE], only_automated=False)
        asked = asked or self._schedule_merge(partner, self._find_merger())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%s was asked to merge these contacts.", first(asked).user_id.name
                ),
            },
        }

    def _schedule_merge(self, partner, merger):
        """Give *merger* the activity on *partner*, in the language that *merger* reads."""
        duplicate = self.with_context(lang=merger.lang)
        return partner.activity_schedule(
            ASK_MERGE,
            self.env.ref(ASK_MERGE)._get_date_deadline(),
            user_id=merger.id,
            summary=duplicate.env._("Merge: %s", duplicate.reason),
            note=duplicate.env._("Possible duplicates: %s", duplicate.display_name),
        )

    def _find_merger(self):
        """Return who may merge these contacts: the own team leader, a manager, or anybody."""
        one_email = self._has_one_email()
        group = "base.group_partner_manager" if one_email else "base.group_erp_manager"
        # sudo: salespeople may ask whoever has the right, without reading what rights people have.
        users = self.env["res.users"].sudo()
        mergers = users.search(
            [
                ("all_group_ids", "in", self.env.ref(group).id),
                ("company_ids", "in", self.env.company.id),
                ("share", "=", False),
            ],
            order="id",
        )
        leader = self.env.user.sale_team_id.sudo().user_id  # sudo: as above
        managers = mergers.filtered(lambda user: user.has_group("sales_team.group_sale_manager"))
        merger = first(leader & mergers) or first(managers) or first(mergers)
        if not merger:
            raise UserError(
                self.env._("Nobody may merge these contacts. Ask the administrator for the right.")
            )
        return merger

    def action_dismiss(self):
        """Remember that these contacts are different clients."""
        self._check_current()
        if self.contact_count > DISMISSED_AT_ONCE:
            raise UserError(
                self.env._(
                    "%(count)s contacts share this: %(reason)s. Empty it where it does not belong, "
                    "or list it in Settings if it is a tax ID that says nothing.",
                    count=self.contact_count,
                    reason=self.reason,
                )
            )
        self._check_contacts()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO dosmart_distinct_partner_rel (partner_id, distinct_partner_id)
                SELECT one, other FROM unnest(%(ids)s) AS one, unnest(%(ids)s) AS other
                 WHERE one != other
                    ON CONFLICT DO NOTHING
                """,
                ids=self.members,
            )
        )
        self.env.invalidate_all()

    def action_reopen(self):
        """Forget that these contacts are different clients."""
        self._check_current()
        self._check_contacts()
        self.env.cr.execute(
            SQL(
                "DELETE FROM dosmart_distinct_partner_rel"
                " WHERE partner_id = ANY(%(ids)s) AND distinct_partner_id = ANY(%(ids)s)",
                ids=self.members,
            )
        )
        self.env.invalidate_all()

    def _check_current(self):
        """Refuse what was asked about contacts that have changed since the user saw them."""
        self.ensure_one()
        self.browse().check_access("read")
        if not self.exists():
            raise UserError(
                self.env._(
                    "These contacts have changed or were merged in the meantime. "
                    "Reload the list and look again."
                )
            )

    def _check_contacts(self):
        self.env["res.partner"].browse(self.members).check_access("write")


class ResPartner(models.Model):
    _inherit = "res.partner"

    distinct_partner_ids = fields.Many2many(
        "res.partner",
        "dosmart_distinct_partner_rel",
        "partner_id",
        "distinct_partner_id",
        string="Not Duplicates",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Technical: contacts that somebody said to be different clients; both ways.",
    )
