"""What the oracle of the client value is told: a company's clients, orders and credit notes."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Numbers:
    """The numbers of the policy, as shipped (spec section G)."""

    window_months: int = 12
    period_months: int = 3
    weights: tuple = (30, 10, 60)
    recency_cuts: tuple = ()  # scores 5, 4, 3, 2 up to so many days; empty: equal shares
    frequency_cuts: tuple = ()  # scores 2, 3, 4, 5 from so many purchases
    monetary_cuts: tuple = ()  # scores 2, 3, 4, 5 from so much turnover
    by_margin: bool = False
    abc_percents: tuple = (50, 79)
    xyz_percents: tuple = (10, 25)
    xyz_months: int = 12
    xyz_min_months: int = 3
    habit_ratios: tuple = (Decimal("0.5"), Decimal("1.5"))


@dataclass(frozen=True)
class Contact:
    """A company, a person, or somebody who belongs to one of them."""

    parent: str | None = None
    is_company: bool = False
    is_separate_division: bool = False


@dataclass(frozen=True)
class Order:
    """What a contact bought; only a confirmed one is a purchase."""

    contact: str
    at: datetime  # UTC
    amount: Decimal  # untaxed, in the order's currency
    rate: Decimal = Decimal(1)  # of the order's currency to that of the company, on its day
    is_confirmed: bool = True
    lines: frozenset = frozenset()  # product lines bought
    cost: Decimal = Decimal(0)  # of its products, in the company's currency
    contract_start: date | None = None
    contract_months: int = 0  # those given free included; 0: no contract
    contract_lines: frozenset = frozenset()


@dataclass(frozen=True)
class Refund:
    """A posted credit note."""

    contact: str
    day: date
    amount: Decimal  # untaxed, positive, in the company's currency
    cost: Decimal = Decimal(0)


@dataclass
class Company:
    """All that one company knows, and where it is."""

    contacts: dict  # name -> Contact
    orders: list
    refunds: list = field(default_factory=list)
    closed: dict = field(default_factory=dict)  # client -> day on which it was closed by hand
    timezone: str = "UTC"
    decimals: int = 2

    def client_of(self, name):
        """Return the nearest separate division at or above, else the commercial entity."""
        while True:
            contact = self.contacts[name]
            if contact.is_separate_division or contact.is_company or not contact.parent:
                return name
            name = contact.parent

    def clients(self):
        """Return everybody who is valued."""
        return {self.client_of(name) for name in self.contacts}

    def day_of(self, moment):
        """Return the day of *moment* in the company's time zone."""
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.timezone)).date()

    def amount_of(self, order):
        """Return the amount in the company's currency at the order's own rate, rounded."""
        cent = Decimal(1).scaleb(-self.decimals)
        return (order.amount / order.rate).quantize(cent, ROUND_HALF_UP)
