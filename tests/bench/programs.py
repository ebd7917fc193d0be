"""Contact programs over 100 000 clients and 1 000 000 orders, on a database of its own.

The reference of planning is what cannot be done without: the same events selected by bare SQL, and
as many rows inserted. Who is excluded, and by which rule, comes on top of it.
"""

from datetime import timedelta

from odoo.tools import SQL

from .scenarios import Scenario
from .value_data import add_order_lines, add_orders

ORDERS = 1_000_000
BATCH = 1_000
MEMORY, MEGABYTES = "programs: plan a day: growth of the process", 150

WORKING, CALENDAR = {"day_kind": "working"}, {"day_kind": "calendar"}
PROGRAMS = (
    ("Call", {"trigger": "order_confirmed"}, ("call", 3, 5), WORKING),
    ("Thanks", {"trigger": "order_confirmed"}, ("letter", 1, 5), CALENDAR),
    ("Anniversary", {"trigger": "purchase_anniversary"}, ("letter", -21, -14), CALENDAR),
    (
        "Maintenance",
        {"trigger": "purchase_anniversary", "anchor_months": "1, 12, 24, 36"},
        ("letter", 0, 10),
        CALENDAR,
    ),
    ("Birthday", {"trigger": "birthday", "audience": "all"}, ("call", 0, 3), CALENDAR),
    ("Evaluation", {"trigger": "cycle", "cycle_number": 3}, ("call", 0, 10), CALENDAR),
    ("News", {"trigger": "cycle", "cycle_number": 1}, ("letter", 0, 10), CALENDAR),
    ("Two months", {"trigger": "cycle", "cycle_number": 2}, ("call", 0, 10), CALENDAR),
    ("Renewal", {"trigger": "contract_end"}, ("call", -60, -30), CALENDAR),
    ("Silence", {"trigger": "last_contact"}, ("call", 90, 97), CALENDAR),
    ("Status", {"trigger": "status_changed"}, ("call", 1, 5), WORKING),
    ("Greeting", {"trigger": "calendar_date"}, ("letter", 0, 5), CALENDAR),
)


def fill(env):
    """Fill the database, and plan everything up to today."""
    add_orders(env, ORDERS)
    add_order_lines(env)
    env.cr.execute(
        """
        UPDATE res_partner
           SET birthdate_date = '1950-01-01'::date + (id % 18000), is_company = FALSE,
               phone = '5512345678', phone_sanitized = '+525512345678', street = 'Juárez 1',
               email = 'client@example.com', email_normalized = 'client@example.com',
               create_date = now() - interval '4 years'
         WHERE name LIKE 'Copy %'
        """
    )
    env.cr.execute("ANALYZE")
    day = _today(env)
    tomorrow = {"name": "Tomorrow", "kind": "once", "date": day + timedelta(days=1)}
    dates = env["dosmart.contact.date"].create(tomorrow)
    _programs(env).active = False  # those that are shipped
    for name, values, (channel, first, last), kind in PROGRAMS:
        step = {"channel": channel, "day_from": first, "day_to": last, **kind}
        values = {"name": name, "date_ids": [(6, 0, dates.ids)], **values}
        env["dosmart.contact.program"].create({**values, "step_ids": [(0, 0, step)]})
    programs = _programs(env)
    programs.action_switch_on()
    for program in programs:
        program._plan(day)
    return env.user


def _today(env):
    return env.company._contact_day()


def _tomorrow(env):
    return _today(env) + timedelta(days=1)


def _programs(env):
    return env["dosmart.contact.program"].search([])


def plan(env, _prepared=None):
    """Plan the day after the one that is planned, of all programs."""
    for program in _programs(env):
        assert program._plan(_tomorrow(env))


def _plan_again(env, _prepared):
    for program in _programs(env):
        assert not program._plan(_today(env))


def _plan_without_watermark(env):
    """Plan once more what is planned, as if nobody remembered: it adds nothing."""
    touchpoints = env["dosmart.touchpoint"]
    before = touchpoints.search_count([])
    for program in _programs(env):
        program.planned_until = False
        assert program._plan(_today(env))
    assert touchpoints.search_count([]) == before


def _plan_bare(env, _prepared):
    for program in _programs(env):
        step, day = program.step_ids, _tomorrow(env)
        if found := step._windows_opening(day, day):
            _insert_bare(env, program, step, found)


def _insert_bare(env, program, step, found):
    env.cr.execute(
        SQL(
            """
            INSERT INTO dosmart_touchpoint
                   (program_id, step_id, channel, company_id, partner_id, user_id, anchor_model,
                    anchor_id, anchor_date, open_on, close_on, state)
            SELECT %s, %s, %s, %s, event.partner_id, event.user_id, event.anchor_model,
                   event.anchor_id, event.anchor_date, moment.open_on, moment.close_on, 'planned'
              FROM (%s) event
              JOIN unnest(%s::date[], %s::date[], %s::date[]) AS moment(day, open_on, close_on)
                ON moment.day = event.anchor_date
            """,
            program.id,
            step.id,
            step.channel,
            program.company_id.id,
            program._due_sql(found[0].anchor, found[-1].anchor),
            *([window[number] for window in found] for number in range(3)),
        )
    )


def _news(env):
    """Return the program of which many are due, planned."""
    program = _programs(env).filtered(lambda one: one.name == "Two months")
    program.exclusion_ids = False
    program.planned_until = False
    program._plan(_tomorrow(env))
    return program


def _make_activities(env, program):
    assert program._fire_batch(BATCH, _tomorrow(env)) == BATCH


def _create_activities(env, program):
    """Create as many activities of the same clients as anybody would."""
    due = env["dosmart.touchpoint"].search(
        [("program_id", "=", program.id), ("state", "=", "planned")], limit=BATCH
    )
    assert len(due) == BATCH
    kind = env.ref("dosmart_crm.mail_activity_program_call")
    model_id = env["ir.model"]._get_id("res.partner")
    env["mail.activity"].with_context(mail_activity_quick_update=True).create(
        [
            {
                "activity_type_id": kind.id,
                "automated": True,
                "date_deadline": _tomorrow(env),
                "res_id": touchpoint.partner_id.id,
                "res_model_id": model_id,
                "summary": "Call",
                "user_id": program.user_id.id,
            }
            for touchpoint in due
        ]
    )


def _nothing(_env):
    return None


SCENARIOS = (
    Scenario("programs: plan a day of 12", 3.0, _nothing, plan, _plan_bare, 280, rounds=3),
    Scenario(
        "programs: plan a day again, over its first time",
        0.1,
        _nothing,
        _plan_again,
        plan,
        50,
        _plan_without_watermark,
        rounds=3,
    ),
    Scenario(
        "programs: 1 000 calls over as many activities",
        1.3,
        _news,
        _make_activities,
        _create_activities,
        100,
        rounds=3,
    ),
)
