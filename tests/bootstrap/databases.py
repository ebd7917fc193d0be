"""Make, copy and drop databases. Needs the virtual environment (psycopg2).

Names are ``dosmart_<checkout>_<what>_<digest or process id>``: a server may serve several
checkouts, and what a dead process left behind is recognised by its id.
"""

import contextlib
import fcntl
import os
import re
import subprocess

import psycopg2
from psycopg2 import sql

from . import odoo_conf
from .console import Stop, cause_of
from .paths import CACHE, ROOT, VENV_PYTHON, digest
from .python_env import environment

PREFIX = f"dosmart_{digest(str(ROOT))[:4]}"

OLDEST_SERVER = 130000  # PostgreSQL 13


class Databases:
    """The databases of one server, for one Odoo."""

    def __init__(self, server, odoo):
        self.server = server
        self.odoo = odoo

    def names(self):
        """Return the names of this checkout's databases."""
        query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        with self._cursor() as cursor:
            cursor.execute(query, [PREFIX.replace("_", r"\_") + "%"])
            return {name for (name,) in cursor.fetchall()}

    def copy(self, source, name):
        """Copy the database *source*, to which nobody may be connected."""
        self.execute("CREATE DATABASE {} TEMPLATE {}", name, source)
        return name

    def drop(self, name):
        """Drop the database *name*, if it exists, even if someone is connected."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def rename(self, name, new_name):
        """Give the database *name* its final name."""
        self.drop(new_name)
        self.execute("ALTER DATABASE {} RENAME TO {}", name, new_name)

    def comment(self, name):
        """Return what ``set_comment`` left on the database *name*, or None."""
        query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        with self._cursor() as cursor:
            cursor.execute(query, [name])
            return (cursor.fetchone() or [None])[0]

    def set_comment(self, name, text):
        """Leave the word *text*, as a sign of what was done, on the database *name*."""
        self.execute(f"COMMENT ON DATABASE {{}} IS '{text}'", name)

    def drop_stale(self):
        """Drop what processes that no longer run have left."""
        for name in self.names():
            owner = re.search(r"_pid(\d+)$", name)
            if owner and not _is_alive(int(owner[1])):
                self.drop(name)

    def fill(self, name, *arguments):
        """Let Odoo change the database *name*; see ``in_odoo`` for the *arguments*."""
        log = CACHE / "fill.log"
        conf = odoo_conf.write(f"fill-{os.getpid()}", self.odoo, self.server, db_name=name)
        command = [VENV_PYTHON, "-m", "tests.bootstrap.in_odoo", conf, *arguments]
        env = environment(self.odoo)
        try:
            with log.open("w", encoding="utf-8") as stderr:
                done = subprocess.run(command, cwd=ROOT, env=env, stderr=stderr, check=False)
        finally:
            conf.unlink()
        if done.returncode:
            cause = cause_of(log.read_text(encoding="utf-8"))
            raise Stop(f"Odoo could not prepare the database: {cause} (its log is {log}).")

    def set_parameter(self, name, key, value):
        """Set a system parameter of the database *name*, which no Odoo serves at the moment."""
        connection = psycopg2.connect(**self.server._asdict() | {"dbname": name})
        try:
            with connection, connection.cursor() as cursor:
                query = "UPDATE ir_config_parameter SET value = %s WHERE key = %s"
                cursor.execute(query, [value, key])
        finally:
            connection.close()

    def execute(self, statement, *names):
        """Run *statement*, whose ``{}`` are identifiers, outside a transaction."""
        with self._cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @contextlib.contextmanager
    def _cursor(self):
        connection = _connect(self.server)
        connection.autocommit = True
        try:
            yield connection.cursor()
        except psycopg2.errors.DiskFull as error:
            raise Stop("the disk is full: free some space and try again.") from error
        except psycopg2.errors.InsufficientPrivilege as error:
            raise Stop(
                f"PostgreSQL's user {self.server.user} lacks a right ({_first_line(error)}): "
                "name another in PGUSER, or let its administrator grant it CREATEDB."
            ) from error
        finally:
            connection.close()


def own_name(what):
    """Return a name that ``drop_stale`` recognises once this process has ended."""
    return f"{PREFIX}_{what}_pid{os.getpid()}"


@contextlib.contextmanager
def exclusive():
    """Let only one process of this checkout look for, make and drop templates."""
    with (CACHE / "databases.lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _connect(server):
    try:
        connection = psycopg2.connect(**server._asdict(), dbname="postgres", connect_timeout=10)
    except psycopg2.OperationalError as error:
        raise Stop(
            f"PostgreSQL does not let us in ({_first_line(error)}): check "
            "PGHOST, PGPORT, PGUSER and PGPASSWORD."
        ) from error
    if connection.server_version < OLDEST_SERVER:
        connection.close()
        raise Stop("this PostgreSQL is too old: Odoo 19 needs version 13 or newer.")
    return connection


def _first_line(error):
    return str(error).strip().splitlines()[0]


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
