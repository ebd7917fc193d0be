"""The class of a client from its own numbers, its ranks and the numbers of the policy."""

from decimal import Decimal

from odoo.tools import SQL

# Amounts are exact; quotients of days and of squares are not: equal if they differ by no more.
SAME = 5e-10
SAME_SQUARE = 1e-14


def scores(run):
    """Return the columns of SG-1 and the decile; 0 for who bought nothing in the window."""
    policy = run.policy
    parts = _cut_scores(run) if policy.scoring == "cuts" else _share_scores()
    recency, frequency, monetary = (
        SQL("CASE WHEN window_count > 0 THEN %s ELSE 0 END", part) for part in parts
    )
    return SQL(
        """
        %(recency)s AS recency_score, %(frequency)s AS frequency_score,
        %(monetary)s AS monetary_score,
        (%(r)s * %(recency)s + %(f)s * %(frequency)s + %(m)s * %(monetary)s) * 0.01 AS rfm_score,
        CASE WHEN window_count > 0
             THEN (10 * monetary_rank + buyer_count - 1) / buyer_count ELSE 0 END AS decile
        """,
        recency=recency,
        frequency=frequency,
        monetary=monetary,
        r=policy.recency_weight,
        f=policy.frequency_weight,
        m=policy.monetary_weight,
    )


def _share_scores():
    """Return ceil(5 × share of those who are not better), in whole numbers."""
    return [
        SQL("(5 * (buyer_count - %(rank)s + 1) + buyer_count - 1) / buyer_count", rank=rank)
        for rank in (SQL("recency_rank"), SQL("frequency_rank"), SQL("monetary_rank"))
    ]


def _cut_scores(run):
    policy = run.policy
    ago = SQL("(%s::date - last_day)", run.day)
    recency = [SQL("(%s > %s)::int", ago, policy[f"recency_cut_{n}"]) for n in (5, 4, 3, 2)]
    more = [
        [SQL("(%s >= %s)::int", SQL(column), policy[f"{name}_cut_{n}"]) for n in (2, 3, 4, 5)]
        for name, column in (("frequency", "window_count"), ("monetary", "turnover"))
    ]
    return [
        SQL("5 - (%s)", SQL(" + ").join(recency)),
        *(SQL("1 + %s", SQL(" + ").join(steps)) for steps in more),
    ]


def abc(run):
    """Return the columns of SG-2."""
    return SQL(
        """
        CASE WHEN measure > 0 AND ahead < %(a)s * total THEN 'a'
             WHEN measure > 0 AND ahead < %(b)s * total THEN 'b'
             ELSE 'c' END AS abc,
        CASE WHEN measure > 0 AND total > 0 THEN round(100 * ahead / total, 1) END AS ahead_percent
        """,
        a=_share(run.policy.abc_a_percent),
        b=_share(run.policy.abc_b_percent),
    )


def xyz(run):
    """Return the columns of SG-3: ``spread`` is n·Σx² − S², and its share of S² the variation²."""
    return SQL(
        """
        CASE WHEN spread IS NULL THEN 'none'
             WHEN spread / (amount * amount) <= %(x)s THEN 'x'
             WHEN spread / (amount * amount) <= %(y)s THEN 'y'
             ELSE 'z' END AS xyz,
        floor(1000 * sqrt(spread) / amount + 0.5 + %(same)s)::bigint * 0.1 AS variation_percent,
        month_count AS variation_months
        """,
        x=(run.policy.xyz_x_percent / 100) ** 2 + SAME_SQUARE,
        y=(run.policy.xyz_y_percent / 100) ** 2 + SAME_SQUARE,
        same=SAME,
    )


def habit(run):
    """Return the frequency of SG-5."""
    return SQL(
        """
        CASE WHEN interval_days <= %(frequent)s * median_days + %(same)s THEN 'frequent'
             WHEN interval_days <= %(habitual)s * median_days + %(same)s THEN 'habitual'
             ELSE 'occasional' END
        """,
        frequent=run.policy.frequent_ratio,
        habitual=run.policy.habitual_ratio,
        same=SAME,
    )


def stage():
    """Return the development stage of SG-4 of who bought."""
    return SQL(
        """
        CASE WHEN life_cycle = 'lost' OR closed_on >= last_day THEN 'ended'
             WHEN has_repeat THEN 'new_line_repeat'
             WHEN has_repeat IS NOT NULL THEN 'new_line'
             WHEN purchase_count > 1 THEN 'repeat'
             ELSE 'primary' END
        """
    )


def _share(percent):
    """Return a percentage of the policy as an exact share: 79.01 is no binary fraction."""
    return SQL("%s::numeric", str(Decimal(str(percent)) / 100))
