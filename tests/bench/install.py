"""How long our add-ons take to install, on an empty database and on a large one.

``python -m tests.bench.install CONF ADDON,…`` prints the seconds of one installation;
``python -m tests.bench.install CONF`` makes the database large.
"""

import sys
import time

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from . import data

COUNT = 100_000


def main():
    """Install, or fill."""
    conf, *addons = sys.argv[1:]
    config.parse_config(["-c", conf], setup_logging=True)
    (name,) = config["db_name"]
    registry = Registry(name)
    if not addons:
        with registry.cursor() as cr:
            _enlarge(api.Environment(cr, SUPERUSER_ID, {}))
        return
    start = time.perf_counter()
    Registry.new(name, install_modules=addons[0].split(","))
    print(time.perf_counter() - start)


def _enlarge(env):
    """Add as many contacts and leads, each lead with a contact of its own."""
    contact = env["res.partner"].create({"name": "Copy 0"})
    lead = env["crm.lead"].create({"name": "Copy 0", "type": "opportunity"})
    env.flush_all()
    data.multiply(env, "res_partner", contact.id, COUNT)
    data.multiply(env, "crm_lead", lead.id, COUNT)
    env.cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE name LIKE 'Copy %'")
    env.cr.execute(
        "UPDATE crm_lead SET partner_id = res_partner.id FROM res_partner"
        " WHERE res_partner.name = crm_lead.name AND crm_lead.name LIKE 'Copy %'"
    )
    env.cr.commit()
    env.cr.execute("ANALYZE")


if __name__ == "__main__":
    main()
