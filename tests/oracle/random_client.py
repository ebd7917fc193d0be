"""Random companies for the oracle of the client value: few clients, so that ties are common."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from .client_data import Company, Contact, Numbers, Order, Refund

ZONES = ("UTC", "America/Mexico_City", "Asia/Tokyo", "America/Santiago")
LINES = ("cameras", "guards", "alarms")
COST = 7  # of every product
DAYS = (
    *(date(2026, 11, 22), date(2024, 2, 29), date(2025, 2, 28), date(2026, 5, 31)),
    *(date(2026, 1, 1), date(2025, 9, 7), date(2026, 3, 30)),
)


def random_case(seed, by_days=False):
    """Return a (company, numbers, day); *by_days*: all documents at midnight, as invoices are."""
    rng = Random(seed)
    today = rng.choice(DAYS)
    numbers = _numbers(rng)
    zone = "UTC" if by_days else rng.choice(ZONES)
    company = Company(_contacts(rng), [], timezone=zone, decimals=rng.choice((2, 2, 0)))
    names = list(company.contacts)
    amounts = [Decimal(rng.randrange(-2, 60)) * rng.choice((1, 10, Decimal("0.37"))) for _ in "123"]
    for _number in range(rng.randrange(0, 25)):
        company.orders.append(_order(rng, company, numbers, today, amounts, by_days))
    for _number in range(rng.choice((0, 0, 1, 4))):
        day = _day(rng, numbers, today)
        amount = abs(rng.choice(amounts)).quantize(Decimal(1))
        company.refunds.append(Refund(rng.choice(names), day, amount))
    if rng.random() < 0.2:
        client = company.client_of(rng.choice(names))
        company.closed[client] = _day(rng, numbers, today)
    return company, numbers, today


def _numbers(rng):
    if rng.random() < 0.4:
        return Numbers()
    cuts = {}
    if rng.random() < 0.5:
        cuts = {
            "recency_cuts": (0, 31, 92, 200),
            "frequency_cuts": (2, 3, 4, 5),
            "monetary_cuts": (1, 37, 100, 590),
        }
    return Numbers(
        window_months=rng.choice((1, 6, 12, 24)),
        period_months=rng.choice((1, 2, 3, 6)),
        weights=rng.choice(((30, 10, 60), (33, 33, 34), (0, 0, 100))),
        by_margin=rng.random() < 0.3,
        abc_percents=rng.choice(((50, 79), (Decimal("33.33"), 100))),
        xyz_percents=rng.choice(((10, 25), (50, 100), (Decimal("0.01"), 200))),
        xyz_months=rng.choice((3, 12, 13)),
        xyz_min_months=rng.choice((2, 3)),
        habit_ratios=rng.choice(((Decimal("0.5"), Decimal("1.5")), (Decimal("0.33"), 1))),
        **cuts,
    )


def _contacts(rng):
    """Return companies, people of theirs, and branches that may be separate divisions."""
    contacts = {}
    for number in range(rng.randrange(1, 7)):
        is_company = rng.random() < 0.5
        contacts[f"c{number}"] = Contact(is_company=is_company)
        if rng.random() < 0.4:
            apart = rng.random() < 0.5
            contacts[f"b{number}"] = Contact(f"c{number}", rng.random() < 0.2, apart)
            contacts[f"p{number}"] = Contact(f"b{number}")
    return contacts


def _day(rng, numbers, today):
    """Return a day to be wrong about: at the edge of a window, period or month; or any."""
    months = rng.choice((0, numbers.period_months, numbers.window_months, 1, 3, 12))
    edge = today - relativedelta(months=months) + timedelta(rng.choice((-1, 0, 0, 1)))
    month_end = today.replace(day=1) - relativedelta(months=rng.randrange(15))
    month_end += timedelta(rng.choice((-1, 0)))
    return rng.choice((edge, edge, month_end, today - timedelta(rng.randrange(1100))))


def _order(rng, company, numbers, today, amounts, by_days):
    day = _day(rng, numbers, today)
    hour = time(0) if by_days else time(rng.choice((0, 4, 12, 23)), rng.choice((0, 59)))
    local = datetime.combine(day, hour, ZoneInfo(company.timezone))
    lines = frozenset(rng.sample(LINES, rng.randrange(3)))
    contract = rng.random() < 0.1 and not by_days
    return Order(
        contact=rng.choice(list(company.contacts)),
        at=local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None),
        amount=rng.choice(amounts),
        rate=Decimal(1) if by_days else rng.choice((1, 1, Decimal("0.05"), Decimal("1.3"))),
        is_confirmed=by_days or rng.random() < 0.9,
        lines=lines,
        cost=Decimal(COST * len(lines)),
        contract_start=day + timedelta(rng.randrange(-20, 20)) if contract else None,
        contract_months=rng.choice((1, 3, 12)) if contract else 0,
        contract_lines=lines if contract else frozenset(),
    )
