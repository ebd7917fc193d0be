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
        loyal = self.env.ref("dosmart_crm.client_status_loyal")
        self.assertEqual(loyal.with_context(lang="es_MX").name, "Leal")
        field = self.env["crm.lead"].with_context(lang="es_MX").fields_get(["need_level"])
        self.assertEqual(field["need_level"]["string"], "Necesidades de prod./serv.")
