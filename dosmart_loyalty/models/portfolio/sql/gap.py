"""The gap list: target lines and upgrades that clients do not have."""

from odoo.tools import SQL

from .part import owned, sold, worth

# Equality that can be hashed, which IS NOT DISTINCT FROM cannot: there are 100 000 clients.
SAME = SQL(
    """
    gap.partner_id = wanted.partner_id AND gap.line_id = wanted.line_id AND gap.kind = wanted.kind
    AND COALESCE(gap.product_id, 0) = COALESCE(wanted.product_id, 0)
    """
)


def exist(company):
    """Return the statement that says whether a company has gaps or upgrades, or had segments."""
    return SQL(
        """
        SELECT EXISTS (SELECT FROM product_template WHERE upgrade_id IS NOT NULL)
            OR EXISTS (SELECT FROM dosmart_portfolio_gap WHERE company_id = %(company)s)
            OR EXISTS (SELECT FROM dosmart_client_value
                        WHERE company_id = %(company)s AND segment_count > 0)
        """,
        company=company.id,
    )


def wanted(run, segments):
    """Return a row per target line or upgrade that a client does not have, ``run_gap``."""
    return SQL(
        "WITH %s, %s %s UNION ALL %s",
        sold(run),
        owned(run),
        _targets(run, segments),
        _upgrades(run),
    )


def gaps(run):
    """Return the statement that writes ``run_gap`` as the gap list; what is the same stays.

    What is new is sorted, and so found before any of it is written: else each row would be looked
    for among those just written.
    """
    return SQL(
        """
        WITH gone AS (
            DELETE FROM dosmart_portfolio_gap AS gap
             WHERE company_id = %(company)s
               AND NOT EXISTS (SELECT FROM run_gap AS wanted WHERE %(same)s)
        ),
        changed AS (
            UPDATE dosmart_portfolio_gap AS gap
               SET segment_id = wanted.segment_id, owned_product_id = wanted.owned_product_id,
                   expected_value = wanted.expected_value
              FROM run_gap AS wanted
             WHERE company_id = %(company)s AND %(same)s
               AND (gap.segment_id, gap.owned_product_id, gap.expected_value) IS DISTINCT FROM
                   (wanted.segment_id, wanted.owned_product_id, wanted.expected_value)
        )
        INSERT INTO dosmart_portfolio_gap
               (company_id, partner_id, kind, line_id, product_id, segment_id, owned_product_id,
                expected_value)
        SELECT %(company)s, partner_id, kind, line_id, product_id, segment_id, owned_product_id,
               expected_value
          FROM run_gap AS wanted
         WHERE NOT EXISTS (
                SELECT FROM dosmart_portfolio_gap AS gap
                 WHERE gap.company_id = %(company)s AND %(same)s)
         ORDER BY partner_id, line_id
        """,
        company=run.company.id,
        same=SAME,
    )


def filled(run):
    """Return the statement that takes what the clients of *run* have by now off the gap list."""
    return SQL(
        """
        WITH %(owned)s
        DELETE FROM dosmart_portfolio_gap AS gap
         USING owned
         WHERE gap.partner_id = owned.client_id AND gap.line_id = owned.line_id
           AND gap.kind = 'target' AND gap.company_id = %(company)s
        """,
        owned=owned(run),
        company=run.company.id,
    )


def _targets(run, segments):
    """Return the target lines that clients do not have; of two segments, the better worth shows."""
    return SQL(
        """
        (
            WITH %(worth)s
            SELECT DISTINCT ON (member.partner_id, worth.line_id)
                   member.partner_id, 'target' AS kind, worth.line_id, NULL::int AS product_id,
                   worth.segment_id, NULL::int AS owned_product_id, worth.amount AS expected_value
              FROM dosmart_segment_client AS member
              JOIN worth ON worth.segment_id = member.segment_id
              JOIN res_partner AS client
                ON client.id = member.partner_id
               AND COALESCE(client.company_id, %(company)s) = %(company)s
             WHERE NOT EXISTS (
                    SELECT FROM owned
                     WHERE owned.client_id = member.partner_id AND owned.line_id = worth.line_id)
             ORDER BY member.partner_id, worth.line_id, worth.amount DESC, worth.sequence,
                      worth.segment_id
        )
        """,
        worth=worth(run, segments),
        company=run.company.id,
    )


def _upgrades(run):
    """Return the upgrades of products that clients bought, and have not bought themselves.

    An upgrade is worth what those who have it bought of it in the window, on average; where none
    has, its list price.
    """
    products = run.policy.env["dosmart.client.product"]
    return SQL(
        """
        (
            SELECT DISTINCT ON (had.client_id, better.id)
                   had.client_id, 'upgrade', %(line)s, better.id, NULL::int, had.product_id,
                   round(COALESCE((
                       SELECT avg(amount) FROM sold
                        WHERE sold.product_id = better.id AND amount > 0
                   ), better.list_price)::numeric, %(digits)s)
              FROM sold AS had
              JOIN product_template AS owned_product ON owned_product.id = had.product_id
              JOIN product_template AS better ON better.id = owned_product.upgrade_id
              JOIN product_category AS category ON category.id = better.categ_id
              JOIN res_company AS company ON company.id = %(company)s
              JOIN res_partner AS client ON client.id = had.client_id AND client.active
             WHERE better.active AND better.sale_ok
               AND COALESCE(better.company_id, company.id) = company.id
               AND NOT EXISTS (
                    SELECT FROM sold
                     WHERE sold.client_id = had.client_id AND sold.product_id = better.id)
             ORDER BY had.client_id, better.id, had.product_id
        )
        """,
        line=products._line(),
        digits=run.company.currency_id.decimal_places,
        company=run.company.id,
    )
