"""Run by the virtual environment's Python: create or change one database through Odoo.

``python -m tests.bootstrap.in_odoo CONF --install crm,survey --spanish --bundles``
"""

import argparse
import logging
import re
import shutil
import sys
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service import db
from odoo.tools import config

from . import terms
from .console import say


def main():
    """Do what the arguments say, in one process, and commit."""
    args = _arguments()
    config.parse_config(["-c", args.conf], setup_logging=True)
    logging.getLogger("odoo.modules.loading").addHandler(_Progress())
    (name,) = config["db_name"]
    if args.new:
        db._create_empty_database(name)
    registry = Registry.new(
        name,
        install_modules=args.install,
        upgrade_modules=args.upgrade,
        new_db_demo=args.demo,
    )
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        _refuse_half_a_demo(env)
        for step in STEPS:
            if getattr(args, step.__name__.strip("_")):
                step(env)
        for addon in args.terms:
            terms.write(env, addon)
        if args.uninstall:
            modules = env["ir.module.module"].search([("name", "in", args.uninstall)])
            modules.button_immediate_uninstall()


def _refuse_half_a_demo(env):
    """Odoo only logs demonstration data that does not load, and goes on without it."""
    if failure := env["ir.demo_failure"].search([], limit=1):
        sys.exit(f"the demonstration of {failure.module_id.name} does not load:\n{failure.error}")


def _arguments():
    parser = argparse.ArgumentParser()
    names = {"type": lambda text: text.split(","), "default": []}
    parser.add_argument("conf")
    parser.add_argument("--new", action="store_true", help="create the database first")
    parser.add_argument("--demo", action="store_true", help="with demonstration data")
    parser.add_argument("--install", **names)
    parser.add_argument("--upgrade", **names)
    parser.add_argument("--uninstall", **names)
    parser.add_argument("--spanish", action="store_true", help="load es_MX")
    parser.add_argument("--portable", action="store_true", help="keep files in the database")
    parser.add_argument("--bundles", action="store_true", help="compile scripts and styles")
    parser.add_argument("--terms", **names, help="write the .pot of these add-ons")
    return parser.parse_args()


def _spanish(env):
    say("loading the Spanish translations")
    env["res.lang"]._activate_lang("es_MX")
    env["ir.module.module"].search([("state", "=", "installed")])._update_translations(["es_MX"])


def _demo(env):
    """Let the story's leader approve the forms in Spanish, too."""
    if "dosmart.document.form" in env:
        forms = env["dosmart.document.form"].with_user(env.ref("dosmart_crm.user_team_leader"))
        forms.search([("state", "=", "approved")]).action_approve()


def _portable(env):
    """Move attachments into the database, so that a copy of it is complete."""
    env["ir.config_parameter"].set_param("ir_attachment.location", "db")
    env["ir.attachment"].force_storage()
    shutil.rmtree(Path(config.filestore(env.cr.dbname)), ignore_errors=True)


def _bundles(env):
    say("compiling the web client's scripts and styles")
    env["ir.qweb"]._pregenerate_assets_bundles()


STEPS = (_spanish, _demo, _portable, _bundles)


class _Progress(logging.Handler):
    """Say every tenth module that Odoo loads."""

    def emit(self, record):
        if found := re.match(r"Loading module (\S+) \((\d+)/(\d+)\)", record.getMessage()):
            module, number, total = found.groups()
            if int(number) % 10 == 0 or number == total:
                say(f"module {number} of {total}: {module}")


if __name__ == "__main__":
    main()
