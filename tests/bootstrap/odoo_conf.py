"""Odoo's configuration file: one per use, written anew each time."""

import configparser

from .odoo_tree import addons_paths
from .paths import CACHE, ROOT, own_addons


def write(name, odoo, server, **options):
    """Write ``.odoo/conf/<name>.conf`` for *odoo* on *server*; *options* add and override."""
    values = {
        "addons_path": ",".join(map(str, _addons_paths(odoo))),
        "data_dir": CACHE / "data",
        "db_host": server.host,
        "db_port": server.port,
        "db_user": server.user,
        "db_password": server.password,
        "http_interface": "127.0.0.1",
        "list_db": False,
        "max_cron_threads": 0,
        "unaccent": True,
    } | options
    parser = configparser.RawConfigParser()
    parser["options"] = {key: str(value) for key, value in values.items() if value != ""}
    path = CACHE / "conf" / f"{name}.conf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)  # it holds the database password
    with path.open("w", encoding="utf-8") as file:
        parser.write(file)
    return path


def _addons_paths(odoo):
    return [*addons_paths(odoo), *([ROOT] if own_addons() else [])]
