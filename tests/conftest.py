"""Let pytest-odoo run the tests in a copy of a template database that has our add-ons.

Works under a bare ``pytest`` of the virtual environment as well as under ``make test``.
"""

import atexit
import contextlib
import os

import psycopg2
import pytest

from odoo.tests import HttpCase

from .bootstrap import odoo_conf, postgres, templates
from .bootstrap.console import Stop
from .bootstrap.databases import Databases, own_name
from .bootstrap.odoo_tree import odoo_path
from .bootstrap.python_env import environment

# pytest-odoo reads the configuration before any hook of ours: it must be there on import.
KEEP = bool(os.environ.get("DOSMART_KEEP"))
ODOO = odoo_path()
DATABASE = own_name("run")
CLEANUP = contextlib.ExitStack()
SERVER = CLEANUP.enter_context(postgres.use("test", keep=KEEP))
DATABASES = Databases(SERVER, ODOO)
CONF_NAME = "kept" if KEEP else f"test-{os.getpid()}"
CONF = odoo_conf.write(CONF_NAME, ODOO, SERVER, db_name=DATABASE)
os.environ["ODOO_RC"] = str(CONF)
os.environ["PATH"] = environment(ODOO)["PATH"]


def _clean_up():
    CONF.unlink()
    DATABASES.drop(DATABASE)
    CLEANUP.close()


if not KEEP:
    atexit.register(_clean_up)


def pytest_configure(config):
    """Start Odoo's web server too: without it the browser tests would be skipped."""
    config.option.odoo_http = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Make the database once it is certain that there is something to run."""
    if not session.items or session.config.option.collectonly:
        return
    try:
        templates.copy_of_ours(DATABASES, "run", browser=any(map(_needs_browser, session.items)))
    except Stop as stop:
        pytest.exit(f"✗ {stop}", returncode=1)


def pytest_sessionfinish(session):
    """Count a skipped test as a failure: it would hide what was not tested."""
    if _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Name the skipped tests, and say where a kept database is."""
    for report in _skipped(terminalreporter.config):
        terminalreporter.write_line(f"✗ skipped, which counts as failed: {report.nodeid}", red=True)
    if KEEP:
        terminalreporter.write_line(f"» kept until the next run: {DATABASE}, see {CONF}")


def query(database, statement):
    """Return the rows of *statement* in another *database* than that of the tests."""
    connection = psycopg2.connect(**SERVER._asdict() | {"dbname": database})
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()
    finally:
        connection.close()


def _needs_browser(item):
    return issubclass(getattr(item, "cls", None) or object, HttpCase)


def _skipped(config):
    return config.pluginmanager.get_plugin("terminalreporter").stats.get("skipped", [])
