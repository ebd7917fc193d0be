"""Reads purchases in the layout of the CDNOW sample; a larger file of the same layout works too."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from ...oracle.client_data import Company, Contact, Order


class Purchase(NamedTuple):
    """One line: id in the full set, id in the sample, day, number of CDs, amount in dollars."""

    client: str
    day: date
    amount: Decimal


def read(path):
    """Yield the purchases in the file at *path*; lines without five columns are refused."""
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            columns = line.split()
            if not columns:
                continue
            if len(columns) != 5:
                raise ValueError(f"line {number} has {len(columns)} columns, not 5: {line!r}")
            client, _sample_id, day, _count, amount = columns
            parsed = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
            yield Purchase(client, parsed, Decimal(amount))


def company(purchases):
    """Return *purchases* as confirmed orders, at noon, of a company in UTC."""
    purchases = list(purchases)
    contacts = {purchase.client: Contact(is_company=True) for purchase in purchases}
    orders = [
        Order(p.client, datetime(p.day.year, p.day.month, p.day.day, 12), p.amount)
        for p in purchases
    ]
    return Company(contacts, orders)


def counts(values, *names):
    """Return {name: Counter of its classes} of *values*, as the oracle or the engine found them."""
    return {name: Counter(value[name] for value in values.values()) for name in names}
