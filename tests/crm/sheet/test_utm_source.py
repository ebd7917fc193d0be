"""How they heard of us: our sources come first and speak the language of who reads them."""

from .common import SheetCase


class TestUtmSource(SheetCase):
    def names(self, text="", **context):
        sources = self.env["utm.source"].with_context(**context)
        return [name for _id, name in sources.name_search(text)]

    def test_our_sources_read_spanish_in_spanish_and_english_in_english(self):
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        self.assertEqual(source.with_context(lang="en_US").display_name, "Saw our vehicle")
        self.assertEqual(source.with_context(lang="es_MX").display_name, "Vio nuestro vehículo")
        self.assertEqual(source.with_context(lang="es_MX").name, "Saw our vehicle")

    def test_source_is_found_by_its_name_in_either_language(self):
        for text in ("nuestro veh", "our veh"):
            with self.subTest(text=text):
                self.assertEqual(self.names(text, lang="es_MX"), ["Vio nuestro vehículo"])

    def test_our_sources_come_first_on_the_sheet_and_only_there(self):
        self.env["utm.source"].create({"name": "AAA Campaign"})
        ours = self.env["utm.source"].search([("client_label", "!=", False)])
        first = self.names(offered_first=True)
        self.assertEqual(set(first[: len(ours)]), set(ours.mapped("display_name")))
        self.assertIn("AAA Campaign", first[len(ours) :])
        self.assertEqual(sorted(first), sorted(self.names()))
        few = self.env["utm.source"].with_context(offered_first=True).name_search(limit=2)
        self.assertEqual(len(few), 2)
