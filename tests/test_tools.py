"""What the tools of ``make`` say when something is missing: one line that tells what to do."""

import tempfile
from pathlib import Path
from unittest import TestCase
from unittest.mock import patch

from .bootstrap import console, postgres, system
from .bootstrap.cluster import Server
from .bootstrap.console import BLOCKING, Stop, cause_of
from .bootstrap.databases import Databases
from .bootstrap.network import bindable
from .bootstrap.server import _port
from .bootstrap.system import Need

PRESENT = Need(("present",), lambda: True)
ABSENT = Need(("absent",), lambda: False)
WISHED = Need(("wished",), lambda: False)


class TestSystem(TestCase):
    """Packages of the distribution, as an ordinary user and as root."""

    def setUp(self):
        super().setUp()
        self.installed = []
        self._patch("apt_install", lambda *packages: self.installed.extend(packages))
        self._patch("distribution", lambda: "debian")

    def _patch(self, name, value):
        patcher = patch.object(system, name, value)
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_user_reads_in_one_line_all_that_is_missing(self):
        self._patch("is_root", lambda: False)
        with self.assertRaisesRegex(Stop, "`apt-get install absent wished` as root; then"):
            system.ensure(PRESENT, ABSENT, wishes=(WISHED,))

    def test_wish_alone_stops_nobody(self):
        self._patch("is_root", lambda: False)
        system.ensure(PRESENT, wishes=(WISHED,))
        self.assertEqual(self.installed, [])

    def test_root_gets_needs_and_wishes(self):
        self._patch("is_root", lambda: True)
        with patch.object(system.shutil, "which", lambda program: f"/usr/bin/{program}"):
            system.ensure(ABSENT, wishes=(WISHED,))
        self.assertEqual(self.installed, ["absent", "wished"])

    def test_ubuntu_cannot_install_a_browser(self):
        self._patch("is_root", lambda: True)
        self._patch("distribution", lambda: "ubuntu")
        browser = Need(("chromium",), lambda: False)
        self._patch("BROWSER", browser)
        with self.assertRaisesRegex(Stop, "^install Google Chrome"):
            system.ensure(browser)
        self.assertEqual(self.installed, [])

    def test_snap_is_no_browser(self):
        with tempfile.TemporaryDirectory() as folder:
            snap, linked = Path(folder, "snap"), Path(folder, "chromium")
            script, program = Path(folder, "chromium-browser"), Path(folder, "google-chrome")
            snap.touch()
            linked.symlink_to(snap)
            script.write_text("#!/bin/sh\nexec /snap/bin/chromium\n", encoding="utf-8")
            program.write_text("#!/bin/sh\nexec /opt/chrome\n", encoding="utf-8")
            found = {path: system._is_snap(path) for path in (linked, script, program)}
        self.assertEqual(found, {linked: True, script: True, program: False})


class TestCauses(TestCase):
    """What the output of apt, pip and npm means."""

    def test_network_is_named_before_the_package_that_was_not_found(self):
        cause = cause_of("NewConnectionError\nERROR: No matching distribution found for lxml")
        self.assertIn("network", cause)

    def test_archive_out_of_date_stops_everything(self):
        cause = cause_of("E: Release file for http://example.com/InRelease is expired (invalid")
        self.assertIn("clock", cause)
        self.assertIn(cause, BLOCKING.values())

    def test_unknown_certificate_is_no_missing_package(self):
        cause = cause_of("CERTIFICATE_VERIFY_FAILED\nERROR: No matching distribution found")
        self.assertIn("certificate", cause)

    def test_missing_package_is_pointed_at(self):
        with patch.object(console.sys, "stderr"):
            self.assertIn("package", cause_of("ERROR: No matching distribution found for x"))


class TestGivenServer(TestCase):
    """The PostgreSQL that PGHOST names, and the port of ``make run``."""

    def _given(self, **env):
        with patch.dict("os.environ", {"PGHOST": "127.0.0.1", "PGPORT": "", **env}):
            return postgres.given()

    def test_user_postgres_is_refused_before_odoo_does(self):
        with self.assertRaisesRegex(Stop, "refuses the user postgres"):
            self._given(PGUSER="postgres")

    def test_port_must_be_a_number(self):
        with self.assertRaisesRegex(Stop, "PGPORT=x is no number"):
            self._given(PGUSER="odoo", PGPORT="x")
        self.assertEqual(self._given(PGUSER="odoo").port, 5432)

    def test_server_that_does_not_answer(self):
        server = Server("127.0.0.1", bindable(0), "odoo", "")
        with self.assertRaisesRegex(Stop, "does not let us in.*check PGHOST"):
            Databases(server, None).names()

    def test_port_of_the_demo(self):
        self.assertEqual(_port("8070"), 8070)
        for text in ("abc", "0", "-1", "65536"):
            with self.subTest(text), self.assertRaisesRegex(Stop, "is no port"):
                _port(text)
