"""Pages as a visitor without account gets them, through the whole web layer in this process.

They work on cursors of their own: their SQL statements are not counted.
"""

from urllib.parse import urlsplit

from werkzeug.test import Client

from odoo import http


def keep(env, **links):
    """Remember *links* (name -> address) in the database, for all later transactions."""
    for name, link in links.items():
        path = urlsplit(link)._replace(scheme="", netloc="").geturl()
        env["ir.config_parameter"].sudo().set_param(f"bench.{name}", path)


def get(env, name):
    """Get the page at the link kept as *name*."""
    path = env["ir.config_parameter"].sudo().get_param(f"bench.{name}")
    headers = {
        "X-Odoo-Database": env.cr.dbname,
        "Odoo-Link-Preview": "True",  # a quotation writes down no visit then
    }
    answer = Client(http.root).get(path, headers=headers, follow_redirects=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
