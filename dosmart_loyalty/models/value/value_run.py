from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .sql import level, store
from .sql.life_cycle import lines
from .sql.purchase import contacts_of, contracts
from .sql.rank import every
from .sql.result import results
from .sql.run import Run
from .sql.total import totals

STAGES = {
    "run_total": totals,
    "run_level": level.levels,
    "run_contract": contracts,
    "run_line": lines,
    "run_every": every,
    "run_result": results,
}
STAGES_OF_ALL = ("run_total", "run_level", "run_contract", "run_line", "run_every")
STAGES_OF_ONE = ("run_total", "run_contract", "run_line", "run_result")
WORK_MEMORY = "64MB"
LOCK = 0x56414C55  # any number that nobody else locks with


class ValuePolicy(models.Model):
    """The run: a few SQL statements over all clients, in one transaction (spec SG-6)."""

    _inherit = "dosmart.value.policy"

    def action_run(self):
        """Value all clients of these companies now."""
        self.check_access("write")
        for policy in self:
            if not policy._run():
                raise UserError(
                    self.env._(
                        "The clients of %(company)s are being valued already. Look again in a "
                        "minute.",
                        company=policy.company_id.name,
                    )
                )

    def action_view_values(self):
        """Open the values of the clients of this company."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "dosmart_loyalty.client_value_action"
        )
        return action | {"domain": [("company_id", "in", self.company_id.ids)]}

    def _run(self, day=None):
        """Value all clients as of *day*, today if empty; return whether it was not under way.

        Two at once: the second leaves it to the first.
        """
        self.ensure_one()
        if not self._lock_run():
            return False
        self.env.flush_all()
        run = self._new_run(day)
        self._set_run_memory()
        self._share_run_out()
        for name in STAGES_OF_ALL:
            self._keep_stage(name, STAGES[name](run))
        is_earlier = bool(self.last_run) and run.day < self.last_run
        stages = self._with_stages(run, ["run_result"], store.gone(run), level.steps(run))
        self.env.cr.execute(store.values(run, stages, all_rows=is_earlier))
        self.env.cr.execute(store.lines(run, SQL("WITH")))
        # sudo: of the policy a run changes only what it found.
        self.sudo().write({"last_run": run.day, "median_interval_days": self._median_of_run()})
        self._forget_values()
        self._after_run(run)
        return True

    def _value_clients(self, company, partners):
        """Value the clients of these *partners* today, where all were valued before.

        They are compared with the others as these are stored. Nobody waits for a run that is
        under way: another follows it.
        """
        # sudo: whoever confirms an order; nothing is told that could not be read afterwards.
        policy = self.sudo().browse(self._valued_policy_id(company.id))
        clients = partners.sudo()._value_client() if policy else partners.browse()
        if not clients:
            return
        if policy._is_running():
            # sudo: whoever confirms an order does not see crons.
            self.env.ref("dosmart_loyalty.value_policy_cron").sudo()._trigger()
            return
        self.env.flush_all()
        run = policy._new_run(contacts=policy._contacts_of(clients))
        stages = policy._with_stages(run, STAGES_OF_ONE, level.moved(run))
        self.env.cr.execute(store.values(run, stages))
        self.env.cr.execute(
            store.lines(run, policy._with_stages(run, ["run_contract", "run_line"]))
        )
        self._forget_values()
        policy._after_run(run)

    def _new_run(self, day=None, contacts=None):
        zone = self.company_id.resource_calendar_id.tz or "UTC"
        day = day or fields.Date.context_today(self.with_context(tz=zone))
        return Run(self, day, contacts is None and self._has_divisions(), contacts)

    def _has_divisions(self):
        self.env.cr.execute("SELECT EXISTS (SELECT FROM res_partner WHERE is_separate_division)")
        return self.env.cr.fetchone()[0]

    def _contacts_of(self, clients):
        """Return pairs of ids: each contact of *clients*, and the client it buys for."""
        self.env.cr.execute(contacts_of(tuple(clients.ids)))
        return tuple(self.env.cr.fetchall())

    def _lock_run(self):
        self.env.cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK, self.id))
        return self.env.cr.fetchone()[0]

    def _is_running(self):
        """Return whether another transaction values all clients at the moment."""
        self.env.cr.execute(
            SQL(
                "SELECT NOT CASE WHEN pg_try_advisory_lock_shared(%(lock)s, %(id)s)"
                " THEN pg_advisory_unlock_shared(%(lock)s, %(id)s) ELSE FALSE END",
                lock=LOCK,
                id=self.id,
            )
        )
        return self.env.cr.fetchone()[0]

    def _take_away(self, values):
        """Let no client be compared with *values* any more: they are about to be deleted."""
        refs = values.mapped("client_ref")
        self.env.cr.execute(level.left(self._new_run(contacts=tuple(zip(refs, refs, strict=True)))))

    def _set_run_memory(self):
        """Until the end of the transaction: 100 000 clients are sorted and grouped in memory."""
        self.env.cr.execute(SQL("SET LOCAL work_mem = %s", WORK_MEMORY))

    def _share_run_out(self):
        """Until the end of the transaction: two processors sum up, where PostgreSQL may use more.

        It deems it dear to hand sums on, and each processor has some of nearly every client.
        """
        self.env.cr.execute(
            """
            SELECT set_config('parallel_tuple_cost', '0.01', TRUE),
                   set_config('max_parallel_workers_per_gather', LEAST(
                        1, current_setting('max_parallel_workers_per_gather')::int)::text, TRUE)
            """
        )

    def _keep_stage(self, name, query):
        table = SQL.identifier(name)
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", table))
        self.env.cr.execute(SQL("CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s", table, query))

    def _with_stages(self, run, names, *parts):
        """Return the beginning of a statement that works the stages *names* out on the way."""
        stages = (SQL("%s AS (%s)", SQL.identifier(name), STAGES[name](run)) for name in names)
        return SQL("WITH %s,", SQL(", ").join([*stages, *parts]))

    def _median_of_run(self):
        self.env.cr.execute("SELECT median_days FROM run_every")
        return self.env.cr.fetchone()[0] or 0

    def _after_run(self, run):
        """Do what follows from new values of the clients of *run*."""

    def _forget_values(self):
        for model in ("", ".line", ".history"):
            self.env[f"dosmart.client.value{model}"].invalidate_model(flush=False)

    def _cron_run(self):
        """Value the clients of every company, each in a transaction of its own."""
        policies = self.search([])
        jobs = self.env["ir.cron"]
        jobs._commit_progress(remaining=len(policies))
        for policy in policies:
            # First of all: orders confirmed meanwhile wait, rather than making the run start anew.
            self.env.cr.execute("LOCK TABLE dosmart_client_value IN SHARE ROW EXCLUSIVE MODE")
            policy._run()
            jobs._commit_progress(1)
