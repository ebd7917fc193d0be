from odoo import models
from odoo.tools import SQL

# The columns of a contact that is about to be planned, and where they come from.
DUE = SQL(
    "event.anchor_model, event.anchor_id, event.anchor_date, event.partner_id,"
    " moment.open_on, moment.close_on, client.id AS client_id,"
    " COALESCE(partner.user_id, client.user_id, event.user_id) AS owner_id"
)
PLANNED = (
    "program_id",
    "step_id",
    "channel",
    "company_id",
    "anchor_model",
    "anchor_id",
    "anchor_date",
    "partner_id",
    "open_on",
    "close_on",
    "user_id",
    "state",
    "exclusion_id",
)


class ContactProgram(models.Model):
    """The planner: a few SQL statements a day for each step, whatever the number of clients.

    ``planned_until`` remembers how far it came: what opens later is looked for the next time. It
    saves work and guards nothing: nobody is planned twice because the database refuses it.
    """

    _inherit = "dosmart.contact.program"

    def _plan(self, day=None):
        """Plan what is due by *day*, today unless given; return whether there was a day to plan.

        Of two workers at once the second leaves the program to the first, or starts anew.
        """
        self.ensure_one()
        day = day or self.company_id._contact_day()
        if (self.planned_until and self.planned_until >= day) or not self.try_lock_for_update():
            return False
        self._close_missed(day)
        if self._is_unusable():
            return False
        for step in self.step_ids.filtered(lambda step: not step._is_unusable()):
            self._withdraw_gone(step, day)
            self._plan_step(step, day)
        # sudo: of the program planning changes only how far it came.
        self.sudo().planned_until = day
        self.env["dosmart.touchpoint"].invalidate_model()
        return True

    def _plan_step(self, step, day):
        found = step._windows(day, self.planned_until)
        if not found:
            return
        self.env.flush_all()
        values = {
            "columns": SQL(", ").join(map(SQL.identifier, PLANNED)),
            "judged": self._judged_sql(step, found, day),
            "planned": SQL(", ").join(SQL("judged.%s", SQL.identifier(name)) for name in PLANNED),
            "uid": self.env.uid,
        }
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO dosmart_touchpoint
                       (%(columns)s, attempt_count, create_uid, create_date, write_uid, write_date)
                SELECT %(planned)s, 0, %(uid)s, now() AT TIME ZONE 'UTC',
                       %(uid)s, now() AT TIME ZONE 'UTC'
                  FROM (%(judged)s) judged
                 WHERE NOT judged.is_refused
                 ORDER BY judged.open_on, judged.anchor_date, judged.partner_id, judged.anchor_id
                    ON CONFLICT (program_id, step_id, anchor_model, anchor_id, anchor_date)
                    DO NOTHING
                """,
                **values,
            )
        )

    def _judged_sql(self, step, found, day, is_preview=False):
        """Return the query of contacts of *step* in the windows *found*, each with its verdict."""
        return SQL(
            """
            WITH due AS MATERIALIZED (%(due)s)
            SELECT due.*, COALESCE(owner.id, %(user)s) AS user_id, verdict.exclusion_id,
                   %(refused)s AS is_refused,
                   CASE WHEN due.close_on < due.day THEN 'missed'
                        WHEN verdict.exclusion_id IS NOT NULL THEN 'excluded'
                        ELSE 'planned' END AS state
              FROM due
              JOIN res_partner partner ON partner.id = due.partner_id
              LEFT JOIN res_users owner
                ON owner.id = due.owner_id AND owner.active AND NOT owner.share AND %(by_client)s
               AND EXISTS (
                SELECT FROM res_company_users_rel works
                 WHERE works.user_id = owner.id AND works.cid = due.company_id
               )
             CROSS JOIN LATERAL (
                SELECT CASE WHEN due.close_on >= due.day THEN %(exclusion)s END AS exclusion_id
             ) verdict
            """,
            due=self._due_rows_sql(step, found, day, is_preview),
            user=self._stand_in().id or None,
            refused=self._refused_sql(),
            by_client=self.doer == "client",
            exclusion=self._exclusion_sql(),
        )

    def _due_rows_sql(self, step, found, day, is_preview=False):
        """Return the query of ``due``: see ``exclusion_rule.py`` for its columns."""
        return SQL(
            """
            WITH event AS MATERIALIZED (%(event)s)
            SELECT found.*, %(program)s AS program_id, %(step)s AS step_id,
                   %(channel)s::varchar AS channel, %(company)s AS company_id,
                   %(day)s::date AS day, NULL::int AS touchpoint_id,
                   row_number() OVER (
                    PARTITION BY client_id ORDER BY anchor_date, anchor_model, anchor_id
                   ) - 1 AS nth
              FROM (
                SELECT DISTINCT %(due)s
                  FROM event
                  JOIN unnest(%(anchors)s::date[], %(opens)s::date[], %(closes)s::date[])
                    AS moment(anchor, open_on, close_on) ON moment.anchor = event.anchor_date
                  JOIN res_partner partner ON partner.id = event.partner_id
                  JOIN res_partner client ON client.id = partner.commercial_partner_id
                 WHERE %(audience)s AND %(condition)s AND NOT %(known)s
              ) found
            """,
            due=DUE,
            event=self._due_sql(found[0].anchor, found[-1].anchor),
            anchors=[window.anchor for window in found],
            opens=[window.open_on for window in found],
            closes=[window.close_on for window in found],
            audience=self._audience_sql(),
            condition=step._condition_sql(),
            known=SQL("FALSE") if is_preview else self._known_sql(step),
            program=self.id,
            step=step.id,
            channel=step.channel,
            company=self.company_id.id,
            day=day,
        )

    def _known_sql(self, step):
        """Return the SQL condition that the contact about ``event`` is planned already."""
        return SQL(
            """
            EXISTS (
                SELECT FROM dosmart_touchpoint known
                 WHERE known.program_id = %s AND known.step_id = %s
                   AND known.anchor_model = event.anchor_model
                   AND known.anchor_id = event.anchor_id AND known.anchor_date = event.anchor_date
            )
            """,
            self.id,
            step.id,
        )

    def _stand_in(self):
        """Return who contacts clients whose salesperson is gone, or who have none."""
        # sudo: who works here is no secret.
        program = self.sudo()
        # sudo: as above.
        managers = self.env.ref("sales_team.group_sale_manager").sudo().all_user_ids
        managers = managers.filtered(lambda user: program.company_id in user.company_ids)
        candidates = program.user_id | managers.sorted("id")
        return candidates.filtered(lambda user: user.active and not user.share)[:1]
