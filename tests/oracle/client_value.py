"""Spec SG-1 … SG-5 in plain Python, client by client: slow, exact, and to be read beside the spec.

Our readings, where the spec leaves room:

* everybody who ever bought has an ABC class; scores and deciles are among those who bought in the
  window;
* "at least P months lie between" counts forward from the earlier purchase;
* a running contract makes the client current; it is no purchase of that day;
* a product line is new if it was not bought with the first purchase; the stage is the furthest
  that was reached, and a purchase after the client was closed by hand opens it again.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from statistics import median

from dateutil.relativedelta import relativedelta


@dataclass
class Client:
    """Orders, credit notes and contracts of one client until the day of the run."""

    name: str
    orders: list = field(default_factory=list)  # by moment
    refunds: list = field(default_factory=list)
    has_contract: bool = False
    contract_lines: set = field(default_factory=set)
    days: list = field(default_factory=list)  # of the purchases
    window_count: int = 0
    turnover: Decimal = Decimal(0)
    margin: Decimal = Decimal(0)


def values(company, numbers, today):
    """Return {client: {what: class or number}} of *company* on the day *today*."""
    clients = {name: Client(name) for name in company.clients()}
    for order in sorted(company.orders, key=lambda order: order.at):
        if order.is_confirmed and company.day_of(order.at) <= today:
            clients[company.client_of(order.contact)].orders.append(order)
    for refund in company.refunds:
        if refund.day <= today:
            clients[company.client_of(refund.contact)].refunds.append(refund)
    for client in clients.values():
        _sum_up(client, company, numbers, today)
    found = {name: {"purchase_count": len(c.orders)} for name, c in clients.items()}
    for part in (_rfm, _abc, _xyz, _life_cycles, _habits, _deciles, _stages):
        for name, result in part(list(clients.values()), company, numbers, today).items():
            found[name] |= result
    return found


def _sum_up(client, company, numbers, today):
    start = today - relativedelta(months=numbers.window_months)
    client.days = [company.day_of(order.at) for order in client.orders]
    for order, day in zip(client.orders, client.days, strict=True):
        if day >= start:
            client.window_count += 1
            client.turnover += company.amount_of(order)
            client.margin += company.amount_of(order) - order.cost
        if order.contract_months and _runs(order, day, today):
            client.has_contract = True
            client.contract_lines |= order.contract_lines
    for refund in client.refunds:
        if refund.day >= start:
            client.turnover -= refund.amount
            client.margin -= refund.amount - refund.cost


def _runs(order, day, today):
    start = order.contract_start or day
    end = start + relativedelta(months=order.contract_months) - timedelta(days=1)
    return start <= today <= end


def _rfm(clients, _company, numbers, today):
    buyers = [client for client in clients if client.window_count]
    none = {"recency_score": 0, "frequency_score": 0, "monetary_score": 0, "rfm_score": Decimal(0)}
    found = {client.name: dict(none) for client in clients}
    for client in buyers:
        ago = _days_ago(client, today)
        if numbers.recency_cuts:
            recency = 5 - sum(ago > cut for cut in numbers.recency_cuts)
            frequency = 1 + sum(client.window_count >= cut for cut in numbers.frequency_cuts)
            monetary = 1 + sum(client.turnover >= cut for cut in numbers.monetary_cuts)
        else:
            recency = _share_score(ago <= _days_ago(other, today) for other in buyers)
            frequency = _share_score(o.window_count <= client.window_count for o in buyers)
            monetary = _share_score(other.turnover <= client.turnover for other in buyers)
        scores = (recency, frequency, monetary)
        weighted = sum(w * score for w, score in zip(numbers.weights, scores, strict=True))
        weighted = Decimal(weighted) / 100
        found[client.name] = dict(zip(none, (*scores, weighted), strict=True))
    return found


def _days_ago(client, today):
    return (today - client.days[-1]).days


def _share_score(not_better):
    not_better = list(not_better)
    return ceil(Fraction(5 * sum(not_better), len(not_better)))


def _abc(clients, _company, numbers, _today):
    bought = [client for client in clients if client.orders]
    amounts = {c.name: c.margin if numbers.by_margin else c.turnover for c in bought}
    total = Fraction(sum(amounts.values()))
    a_end, b_end = (percent * total / 100 for percent in map(Fraction, numbers.abc_percents))
    found = {client.name: {"abc": "none"} for client in clients}
    for name, amount in amounts.items():
        ahead = sum(other for other in amounts.values() if other > amount)
        abc = "c"
        if amount > 0:
            abc = "a" if ahead < a_end else "b" if ahead < b_end else "c"
        found[name] = {"abc": abc}
    return found


def _xyz(clients, company, numbers, today):
    return {c.name: {"xyz": _xyz_of(c, company, numbers, today)} for c in clients}


def _xyz_of(client, company, numbers, today):
    if _life_cycle(client.days, client.has_contract, numbers, today) in ("potential", "new"):
        return "none"
    this_month = today.replace(day=1)
    months = [this_month - relativedelta(months=n) for n in range(1, numbers.xyz_months + 1)]
    months = [month for month in months if month >= client.days[0].replace(day=1)]
    amounts = dict.fromkeys(months, Fraction(0))
    for order, day in zip(client.orders, client.days, strict=True):
        if day.replace(day=1) in amounts:
            amounts[day.replace(day=1)] += Fraction(company.amount_of(order))
    for refund in client.refunds:
        if refund.day.replace(day=1) in amounts:
            amounts[refund.day.replace(day=1)] -= Fraction(refund.amount)
    if len(months) < numbers.xyz_min_months or sum(amounts.values()) <= 0:
        return "none"
    mean = sum(amounts.values()) / len(months)
    variance = sum((amount - mean) ** 2 for amount in amounts.values()) / len(months)
    x_end, y_end = (Fraction(percent) / 100 for percent in numbers.xyz_percents)
    if variance <= (x_end * mean) ** 2:
        return "x"
    return "y" if variance <= (y_end * mean) ** 2 else "z"


def _life_cycles(clients, _company, numbers, today):
    found = {}
    for client in clients:
        cycle = _life_cycle(client.days, client.has_contract, numbers, today)
        lines = {line for order in client.orders for line in order.lines}
        found[client.name] = {
            "life_cycle": cycle,
            "is_current": client.has_contract or _is_current(client.days, numbers, today),
            "lines": {line: _line_cycle(client, line, numbers, today) for line in lines},
        }
    return found


def _line_cycle(client, line, numbers, today):
    bought = zip(client.orders, client.days, strict=True)
    days = [day for order, day in bought if line in order.lines]
    return _life_cycle(days, line in client.contract_lines, numbers, today)


def _is_current(days, numbers, today):
    return bool(days) and days[-1] >= today - relativedelta(months=numbers.period_months)


def _life_cycle(days, has_contract, numbers, today):
    period = relativedelta(months=numbers.period_months)
    before = [day for day in days if day < today - period]
    current = [day for day in days if day >= today - period]
    if not days:
        return "potential"
    if not before:
        return "new"
    if not current:
        return "permanent" if has_contract else "lost"
    return "restored" if before[-1] + period <= current[0] else "permanent"


def _habits(clients, _company, numbers, _today):
    intervals = {
        client.name: Fraction((client.days[-1] - client.days[0]).days, len(client.days) - 1)
        for client in clients
        if len(client.days) > 1
    }
    typical = median(intervals.values()) if intervals else 0
    frequent, habitual = (Fraction(ratio) * typical for ratio in numbers.habit_ratios)
    found = {}
    for client in clients:
        interval = intervals.get(client.name)
        habit = "occasional" if client.days else "none"
        if interval is not None and interval <= habitual:
            habit = "frequent" if interval <= frequent else "habitual"
        found[client.name] = {"habit": habit}
    return found


def _deciles(clients, _company, _numbers, _today):
    buyers = [client for client in clients if client.window_count]
    found = {client.name: {"decile": 0} for client in clients}
    for client in buyers:
        rank = 1 + sum(other.turnover > client.turnover for other in buyers)
        found[client.name] = {"decile": ceil(Fraction(10 * rank, len(buyers)))}
    return found


def _stages(clients, company, numbers, today):
    return {c.name: {"stage": _stage(c, company, numbers, today)} for c in clients}


def _stage(client, company, numbers, today):
    closed = company.closed.get(client.name)
    if closed and not (client.days and client.days[-1] > closed):
        return "ended"
    if not client.orders:
        return "attraction"
    if _life_cycle(client.days, client.has_contract, numbers, today) == "lost":
        return "ended"
    first, *later = client.orders
    # What was bought at the very moment of the first purchase is no new line.
    known = {line for order in client.orders if order.at == first.at for line in order.lines}
    in_new = [order.lines - known for order in later]
    times = {line: sum(line in lines for lines in in_new) for line in set().union(*in_new)}
    if times:
        return "new_line_repeat" if max(times.values()) > 1 else "new_line"
    return "repeat" if later else "primary"
