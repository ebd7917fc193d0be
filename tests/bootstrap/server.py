"""``make run``: serve the demonstration database until Ctrl-C, and stop all that was started."""

import argparse
import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import console, odoo_conf, postgres, python_env, system
from .console import Stop, say
from .databases import Databases
from .network import bindable
from .odoo_tree import odoo_path
from .paths import CACHE, ROOT, own_addons
from .templates import addons_state, stock_modules

DATABASE = "dosmart_demo"
LOG = CACHE / "server.log"
LOGINS = """
  DOSmart is ready: {address}   (Ctrl-C stops it; its log is {log})

    administrator   admin      admin
    salesperson     vendedor   vendedor
    team leader     lider      lider
"""


def main():
    """Serve; return 0 after Ctrl-C."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", default="8069")
    port = _port(parser.parse_args().port)
    if not bindable(port):
        raise Stop(f"port {port} is busy: stop what uses it, or `make run PORT={port + 1}`.")
    if not system.starts(python_env.WKHTMLTOPDF):
        say(f"printing will not work: {system.NO_PDF_WRITER}")
    odoo = odoo_path()
    with contextlib.suppress(KeyboardInterrupt), postgres.use("demo") as server:
        databases = Databases(server, odoo)
        _bring_up_to_date(databases)
        # Links in emails and styles of printed documents: at once, not when an admin logs in.
        databases.set_parameter(DATABASE, "web.base.url", f"http://127.0.0.1:{port}")
        _serve(odoo, server, port)
    say("stopped")


def _port(text):
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise Stop(f"PORT={text} is no port: name one from 1024 to 65535.")
    return int(text)


def _bring_up_to_date(databases):
    """Create the database, or upgrade our add-ons in it if a file of theirs has changed.

    The state of the add-ons is the database's comment; without one, its making was cut short.
    """
    state = addons_state()
    known = databases.comment(DATABASE)
    if known == state:
        return
    if not (known and _upgraded(databases)):
        say("creating the demo database (2 to 4 minutes, seldom again)")
        databases.drop(DATABASE)
        modules = ",".join([*stock_modules(), *own_addons()])
        options = ["--new", "--demo", "--spanish", "--portable", "--bundles"]
        databases.fill(DATABASE, *options, "--install", modules)
    databases.set_comment(DATABASE, state)


def _upgraded(databases):
    """Return whether the demo went from what it was to what it is now: old ones may not."""
    addons = ",".join(own_addons())
    say("our add-ons have changed: upgrading the demo database")
    try:
        databases.fill(DATABASE, "--install", addons, "--upgrade", addons)
    except Stop as error:
        say(f"{error}\n  The demo is too old to be upgraded: it is made anew.")
        return False
    return True


def _serve(odoo, server, port):
    say("starting Odoo")
    options = {"db_name": DATABASE, "http_port": port, "max_cron_threads": 1}
    conf = odoo_conf.write("demo", odoo, server, **options)
    with LOG.open("w", encoding="utf-8") as log:
        command = [sys.executable, "-m", "odoo", "server", "-c", conf]
        # In a session of its own: Ctrl-C reaches only us, and we end it in good order.
        options = {"stdout": log, "stderr": log, "start_new_session": True}
        process = subprocess.Popen(command, cwd=ROOT, **options)
    try:
        _wait_until_ready(process, f"http://127.0.0.1:{port}")
        process.wait()
        raise Stop(f"Odoo has ended: its log is {LOG}.")
    finally:
        _end(process)


def _wait_until_ready(process, address):
    """Ask for the login page until it comes; then say where it is and who may log in."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/web/login", timeout=60):
                print(LOGINS.format(address=address, log=os.path.relpath(LOG)), flush=True)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)


def _end(process):
    """End Odoo gently; a second signal makes it end at once."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.terminate()
        process.wait(timeout=10)
        return
    process.kill()
    process.wait()


if __name__ == "__main__":
    console.run(main)
