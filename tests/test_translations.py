"""The committed .pot files hold exactly the terms of the installed add-ons."""

from .bootstrap import terms
from .bootstrap.paths import own_addons
from .common import DosmartCase


class TestTranslations(DosmartCase):
    """Compares with the database; ``make lint`` compares es.po with the .pot."""

    def test_pot_is_current(self):
        for addon in own_addons():
            with self.subTest(addon=addon):
                committed = terms.pot_path(addon).read_bytes()
                self.assertEqual(committed, terms.export(self.env, addon), "run `make i18n`")

    def test_spanish_is_served_to_mexico(self):
        module = self.env.ref("base.module_dosmart_crm").with_context(lang="es_MX")
        self.assertNotEqual(module.summary, module.with_context(lang="en_US").summary)
