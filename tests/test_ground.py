"""The ground itself: dependencies, addresses in files, and the database tests run in."""

import re
import subprocess
from unittest import TestCase

from .bootstrap.paths import ADDONS, ROOT, own_addons
from .bootstrap.templates import manifest
from .common import DosmartCase

# Any other address in a file may be somebody's package registry or machine.
KNOWN_HOSTS = {
    "127.0.0.1",
    "dosmart.example",
    "example.com",
    "fsf.org",
    "github.com",
    "localhost",
    "relaxng.org",
    "www.gnu.org",
    "www.google.com",  # maps, as in Odoo; an administrator may name another
    "www.odoo.com",
    "www.openstreetmap.org",
    "www.w3.org",
}


class TestFiles(TestCase):
    """What can be seen without a database."""

    def test_addons_depend_only_on_lower_ones(self):
        for position, addon in enumerate(ADDONS):
            if addon in own_addons():
                higher = set(ADDONS[position:]).intersection(manifest(addon)["depends"])
                self.assertFalse(higher, f"{addon} may not depend on {higher}")

    def test_no_file_names_an_unknown_host(self):
        hosts = {
            (path, host)
            for path, text in _texts()
            for host in re.findall(r"\bhttps?://([\w.-]+)", text)
            if host not in KNOWN_HOSTS
        }
        self.assertFalse(hosts)


class TestDatabase(DosmartCase):
    """The template database that every test starts from."""

    def test_spanish_is_loaded_and_english_is_the_default(self):
        self.assertEqual(
            self.env["res.lang"]._lang_get("es_MX").name, "Spanish (MX) / Español (MX)"
        )
        self.assertEqual(self.salesperson.lang, "en_US")

    def test_our_addons_are_installed(self):
        modules = self.env["ir.module.module"].search([("name", "in", own_addons())])
        self.assertEqual(modules.mapped("state"), ["installed"] * len(own_addons()))

    def test_other_company_is_apart(self):
        self.assertNotIn(self.other_company, self.salesperson.company_ids)
        self.assertEqual(self.other_salesperson.company_id, self.other_company)


def _texts():
    """Yield path and text of every file that is or may be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():
            yield name, path.read_text(encoding="utf-8", errors="ignore")
