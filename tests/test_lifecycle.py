"""Our add-ons come, are upgraded and go without leaving a trace in a company's database."""

import pytest
from psycopg2 import sql

from .bootstrap import templates
from .bootstrap.paths import own_addons
from .conftest import DATABASES, query

# Rows that an upgrade may write anew although nothing changed for anybody.
DATES = ("write_date", "create_date", "write_uid", "create_uid")


@pytest.fixture
def database():
    """Yield the name of a copy of the database that has our add-ons."""
    name = templates.copy_of_ours(DATABASES, "lifecycle", browser=False)
    yield name
    DATABASES.drop(name)


def columns(database):
    """Return every (table, column, type) of the *database*."""
    rows = query(
        database,
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public'",
    )
    return set(rows)


def contents(database):
    """Return {table: digest of its rows}, dates of writing apart."""
    own = {table for table, _column, _type in columns(database) if table.startswith("dosmart_")}
    tables = own | {"ir_ui_view", "ir_ui_menu", "ir_rule", "ir_model_access", "ir_model_data"}
    digest = sql.SQL(
        "SELECT md5(string_agg(row, '' ORDER BY row)) FROM (SELECT {} AS row FROM {}) t"
    )
    row = sql.SQL("(to_jsonb(x) - {})::text").format(sql.Literal(list(DATES)))
    return {
        table: query(database, digest.format(row, sql.SQL("{} x").format(sql.Identifier(table))))
        for table in sorted(tables)
    }


def test_upgrading_twice_changes_nothing(database):
    addons = ",".join(own_addons())
    DATABASES.fill(database, "--upgrade", addons)
    schema, rows = columns(database), contents(database)
    DATABASES.fill(database, "--upgrade", addons)
    assert columns(database) == schema
    assert contents(database) == rows


def test_the_demonstration_installs_beside_that_of_odoo():
    database = templates.copy_of_stock(DATABASES, "lifecycle_demo")
    try:
        # As if these modules had come with their own: it is ours that counts here.
        demo = "UPDATE ir_module_module SET demo = TRUE WHERE state = 'installed' RETURNING name"
        query(database, demo)
        DATABASES.fill(database, "--install", ",".join(own_addons()))
        users = query(database, "SELECT login FROM res_users WHERE login IN ('vendedor', 'lider')")
        assert sorted(users) == [("lider",), ("vendedor",)]
    finally:
        DATABASES.drop(database)


def test_uninstalling_leaves_stock_odoo_behind(database):
    stock = templates.copy_of_stock(DATABASES, "lifecycle_stock")
    try:
        DATABASES.fill(database, "--uninstall", ",".join(reversed(own_addons())))
        DATABASES.fill(database, "--upgrade", "sales_team")
        assert columns(database) == columns(stock)
        left = query(database, "SELECT name FROM ir_model_data WHERE module LIKE 'dosmart%'")
        assert left == []
    finally:
        DATABASES.drop(stock)
