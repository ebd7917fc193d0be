"""The valuation as one does it in pandas: read the orders, work the classes out, write them.

Whole columns at a time, amounts as floats, no divisions, contracts or credit notes: what is timed
has none. COPY writes the rows.
"""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
from dateutil.relativedelta import relativedelta

ORDERS = """
    SELECT partner_id, date_order, amount_untaxed::float / currency_rate::float
      FROM sale_order
     WHERE company_id = %s AND state = 'sale'
"""
CONTACTS = """
    SELECT id, COALESCE(commercial_partner_id, id),
           partner_share AND NOT (COALESCE(supplier_rank, 0) > 0 AND COALESCE(customer_rank, 0) = 0)
           AND COALESCE(company_id, %(company)s) = %(company)s
           AND id NOT IN (SELECT partner_id FROM res_company)
      FROM res_partner
"""
POTENTIAL = {
    "life_cycle": "potential",
    **dict.fromkeys(("abc", "xyz", "habit"), "none"),
    "stage": "attraction",
    **dict.fromkeys(("is_current", "has_contract"), False),
    **dict.fromkeys(("recency_score", "frequency_score", "monetary_score", "rfm_score"), 0),
    **dict.fromkeys(("purchase_count", "window_count", "turnover", "decile"), 0),
}
CLASSES = (
    *("life_cycle", "abc", "xyz", "habit", "stage"),
    *("recency_score", "frequency_score", "monetary_score"),
)
VALUES = [
    *("partner_id", "client_ref", "company_id", "first_purchase", "last_purchase"),
    *("purchase_count", "window_count", "turnover", "rfm_score", "decile", "ahead_percent"),
    *("variation_percent", "variation_months", "is_current", "has_contract", "interval_days"),
    *CLASSES,
]


def value_clients(env):
    """Value the clients of the user's company, as shipped, and write values and history."""
    zone = env.company.resource_calendar_id.tz
    today = datetime.now(ZoneInfo(zone)).date()
    contacts = _read_contacts(env)
    orders = _read_orders(env, zone, contacts)
    months = _months(orders, today)
    values = _totals(orders, today)
    for part in (_scores, _abc, _life_cycle, _habit, _stage):
        part(values, today)
    _xyz(values, months, today)
    values = pd.concat([values, _potential(contacts, values)])
    values["company_id"], values["client_ref"] = env.company.id, values.index
    _write(env, values.reset_index(names="partner_id"), today)


def _read_contacts(env):
    env.cr.execute(CONTACTS, {"company": env.company.id})
    columns = ["contact", "client", "may_buy"]
    return pd.DataFrame(env.cr.fetchall(), columns=columns).set_index("contact")


def _read_orders(env, zone, contacts):
    """Return the orders, each with its client; a day is that of the company, not of UTC."""
    env.cr.execute(ORDERS, [env.company.id])
    orders = pd.DataFrame(env.cr.fetchall(), columns=["contact", "day", "amount"])
    orders["client"] = orders.contact.map(contacts.client)
    local = orders.day.dt.tz_localize("UTC").dt.tz_convert(zone)
    orders["day"] = local.dt.tz_localize(None).dt.normalize()
    orders["amount"] = orders.amount.round(2)
    return orders


def _potential(contacts, values):
    """Return a row for each client who never bought."""
    own = contacts[(contacts.index == contacts.client) & contacts.may_buy]
    return pd.DataFrame(POTENTIAL, index=own.index.difference(values.index))


def _months(orders, today):
    """Return a row per client with sales in the last 12 complete months, a column per month."""
    present = pd.Timestamp(today.replace(day=1))
    recent = orders[(orders.day < present) & (orders.day >= present - pd.DateOffset(months=12))]
    month = recent.day.dt.year * 12 + recent.day.dt.month
    sums = recent.amount.groupby([recent.client, month]).sum().unstack(fill_value=0)
    return sums.set_axis(sums.columns - (present.year * 12 + present.month), axis=1)


def _totals(orders, today):
    window = pd.Timestamp(today - relativedelta(months=12))
    period = pd.Timestamp(today - relativedelta(months=3))
    days = orders.groupby("client").day.agg(["min", "max", "count"])
    values = days.set_axis(["first_purchase", "last_purchase", "purchase_count"], axis=1)
    recent = orders[orders.day >= window].groupby("client").amount.agg(["count", "sum"])
    values[["window_count", "turnover"]] = recent.reindex(values.index, fill_value=0)
    values["before"] = orders[orders.day < period].groupby("client").day.max()
    values["since"] = orders[orders.day >= period].groupby("client").day.min()
    return values


def _scores(values, today):
    buyers = values[values.window_count > 0]
    count = len(buyers)
    columns = {"recency": "last_purchase", "frequency": "window_count", "monetary": "turnover"}
    for name, column in columns.items():
        not_better = buyers[column].rank(method="max")
        score = -(-5 * not_better // count)
        values[f"{name}_score"] = score.reindex(values.index, fill_value=0).astype(int)
    scores = values[[f"{name}_score" for name in columns]]
    values["rfm_score"] = (scores * [0.3, 0.1, 0.6]).sum(axis=1).round(2)
    rank = buyers.turnover.rank(method="min", ascending=False)
    values["decile"] = (-(-10 * rank // count)).reindex(values.index, fill_value=0).astype(int)


def _abc(values, _today):
    by_worth = values.groupby("turnover").turnover.sum().sort_index(ascending=False)
    ahead = values.turnover.map(by_worth.cumsum() - by_worth)
    share = 100 * ahead / values.turnover.sum()
    values["abc"] = "c"
    values.loc[(values.turnover > 0) & (share < 79), "abc"] = "b"
    values.loc[(values.turnover > 0) & (share < 50), "abc"] = "a"
    values["ahead_percent"] = share.where(values.turnover > 0).round(1)


def _life_cycle(values, today):
    period = pd.Timestamp(today - relativedelta(months=3))
    gap = values.before + pd.DateOffset(months=3) <= values.since
    values["life_cycle"] = "permanent"
    values.loc[gap, "life_cycle"] = "restored"
    values.loc[values.since.isna(), "life_cycle"] = "lost"
    values.loc[values.first_purchase >= period, "life_cycle"] = "new"
    values["is_current"], values["has_contract"] = values.since.notna(), False


def _habit(values, _today):
    days = (values.last_purchase - values.first_purchase).dt.days
    interval = days / (values.purchase_count - 1).where(values.purchase_count > 1)
    values["interval_days"] = interval.round(1)
    values["habit"] = "occasional"
    values.loc[interval <= 1.5 * interval.median(), "habit"] = "habitual"
    values.loc[interval <= 0.5 * interval.median(), "habit"] = "frequent"


def _stage(values, _today):
    values["stage"] = "primary"
    values.loc[values.purchase_count > 1, "stage"] = "repeat"
    values.loc[values.life_cycle == "lost", "stage"] = "ended"


def _xyz(values, months, today):
    """Months before the first purchase do not count, those without sales do."""
    first = values.first_purchase
    known = (today.year * 12 + today.month - first.dt.year * 12 - first.dt.month).clip(upper=12)
    values["variation_months"] = known.astype("Int64")
    months = months.reindex(values.index, fill_value=0)
    mean = months.sum(axis=1) / known
    variation = ((months**2).sum(axis=1) / known - mean**2).clip(lower=0) ** 0.5 / mean
    enough = (known >= 3) & (mean > 0) & (values.life_cycle != "new")
    values["variation_percent"] = (100 * variation).where(enough).round(1)
    values["xyz"] = "none"
    values.loc[enough, "xyz"] = "z"
    values.loc[enough & (variation <= 0.25), "xyz"] = "y"
    values.loc[enough & (variation <= 0.10), "xyz"] = "x"


def _write(env, values, today):
    file = io.StringIO()
    values[VALUES].to_csv(file, header=False, index=False)
    file.seek(0)
    columns, classes = ", ".join(VALUES), ", ".join(CLASSES)
    env.cr.copy_expert(f"COPY dosmart_client_value ({columns}) FROM STDIN (FORMAT csv)", file)
    env.cr.execute(
        f"INSERT INTO dosmart_client_value_history (value_id, valid_from, {classes})"
        f" SELECT id, %s, {classes} FROM dosmart_client_value WHERE company_id = %s",
        [today, env.company.id],
    )
