"""Runs the components' own tests (static/tests/**/*.test.js), which Odoo's hoot judges."""

from .common import DosmartHttpCase

PAGE = "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"


class TestComponents(DosmartHttpCase):
    def test_components_pass_their_own_tests(self):
        self.browser_js(
            f"{PAGE}&id={_suite_id('@dosmart_crm')}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )


def _suite_id(path):
    """Return the number that hoot gives to the tests below *path*."""
    number = 0
    for char in path:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"
