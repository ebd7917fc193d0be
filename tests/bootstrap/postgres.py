"""PostgreSQL: the server given by PGHOST, or one of our own from the virtual environment.

``use("test")`` and ``use("demo")`` each have a data folder of their own. Whoever uses a server
holds a shared lock on its folder; the last one to leave stops the server.
"""

import contextlib
import os

from .cluster import USER, Cluster, Server


@contextlib.contextmanager
def use(kind, keep=False):
    """Yield a running :class:`Server` of this *kind*; stop it if nobody else uses it.

    With *keep* it goes on running until the next user leaves, or ``make clean``.
    """
    if os.environ.get("PGHOST"):
        yield _given()
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


def _given():
    env = os.environ
    return Server(
        env["PGHOST"],
        int(env.get("PGPORT", "5432")),
        env.get("PGUSER", USER),
        env.get("PGPASSWORD", ""),
    )


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
