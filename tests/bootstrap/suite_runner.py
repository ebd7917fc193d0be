"""Run by ``stock_suites``: Odoo's own tests of some modules, in one database.

``python -m tests.bootstrap.suite_runner CONF OUTCOMES MODULE,… [TEST-ID …]`` writes each
test's outcome as JSON. Unlike Odoo's runner it records outcomes instead of logging them, and
runs the tests meant for install time with all modules loaded, so that they meet ours too.
"""

import json
import sys
import threading
from pathlib import Path

import odoo.http
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tests import loader
from odoo.tests.result import OdooTestResult
from odoo.tools import config


class Outcomes(OdooTestResult):
    """Remembers what became of each test; of several subtests, the worst."""

    def __init__(self):
        super().__init__()
        self.by_test = {}

    def startTest(self, test):  # noqa: N802 - unittest's name
        """Take *test* for passed until we hear otherwise."""
        super().startTest(test)
        self.by_test[test.id()] = "passed"

    def addError(self, test, err):  # noqa: N802 - unittest's name
        """Note an error, unless Odoo will try the test again."""
        super().addError(test, err)
        self._note(test, err)

    def addFailure(self, test, err):  # noqa: N802 - unittest's name
        """Note a failure, unless Odoo will try the test again."""
        super().addFailure(test, err)
        self._note(test, err)

    def addSkip(self, test, reason):  # noqa: N802 - unittest's name
        """Note a skipped test."""
        super().addSkip(test, reason)
        self.by_test[test.id()] = f"skipped: {reason}"

    def _note(self, test, err):
        if self._soft_fail:
            return
        name = test.id()
        if not name.startswith(("setUpClass", "tearDownClass")):
            name = name.partition(" ")[0]  # a subtest's parameters follow the name of its test
        lines = str(err[1]).strip().splitlines() or [""]
        self.by_test[name] = f"{err[0].__name__}: {lines[0][:200]}"


def main():
    """Run the tests and write their outcomes."""
    conf, path, modules, *wanted = sys.argv[1:]
    config.parse_config(["-c", conf], setup_logging=True)
    (name,) = config["db_name"]
    Registry(name)
    # Only now: a registry that loads with tests enabled would run those of every module.
    config["test_enable"], config["test_tags"] = True, "+standard"
    threading.current_thread().testing = True
    server.load_server_wide_modules()
    server.server = server.ThreadedServer(odoo.http.root)
    server.server.start(stop=False)
    outcomes = Outcomes()
    for position in ("at_install", "post_install"):
        suite = loader.make_suite(modules.split(","), position)
        tests = [test for test in suite if not wanted or test.id() in wanted]
        loader.OdooSuite(tests)(outcomes)
    Path(path).write_text(json.dumps(outcomes.by_test), encoding="utf-8")
    server.server.stop()


if __name__ == "__main__":
    main()
