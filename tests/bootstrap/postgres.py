"""PostgreSQL: the server given by PGHOST, or one of our own from the virtual environment.

``use("test")`` and ``use("demo")`` each have a data folder of their own. Whoever uses a server
holds a shared lock on its folder; the last one to leave stops the server.
"""

import contextlib
import os
import signal

from .cluster import USER, Cluster, Server
from .console import Stop


@contextlib.contextmanager
def use(kind, keep=False):
    """Yield a running :class:`Server` of this *kind*; stop it if nobody else uses it.

    With *keep* it goes on running until the next user leaves, or ``make clean``.
    """
    # A closed terminal or `kill` would end us at once, and leave what we started running.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    if is_given():
        yield given()
        return
    cluster = Cluster(kind)
    with cluster.lock("starting"):
        cluster.start()
        users = cluster.lock("users", shared=True)
    try:
        yield cluster.server()
    finally:
        with cluster.lock("starting"):
            users.close()
            if not keep:
                _stop_if_unused(cluster)


def is_given():
    """Return whether the user named a PostgreSQL to use."""
    return bool(os.environ.get("PGHOST"))


def given():
    """Return the server that the environment names."""
    env = os.environ
    port, user = env.get("PGPORT") or "5432", env.get("PGUSER") or USER
    if not port.isdecimal():
        raise Stop(f"PGPORT={port} is no number.")
    if user == "postgres":
        raise Stop("Odoo refuses the user postgres: name another that may create databases.")
    return Server(env["PGHOST"], int(port), user, env.get("PGPASSWORD", ""))


def stop(kind):
    """Stop our server of this *kind* and return True, or False if someone uses it."""
    return _stop_if_unused(Cluster(kind))


def _stop_if_unused(cluster):
    try:
        with cluster.lock("users", wait=False):
            cluster.stop()
    except BlockingIOError:
        return False
    return True
