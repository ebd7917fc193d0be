"""The workbook that the import dialog offers, to be filled in by the company."""

import io

import openpyxl

from odoo.addons.dosmart_crm.models.sheet.import_template import ANSWER_COLUMNS, PERSON_COLUMNS
from odoo.addons.dosmart_crm.models.sheet.import_words import plain

from ...common import DosmartHttpCase
from .import_common import ImportCase

NOT_IN_THE_TEMPLATE = {
    "has_children",  # follows from their number
    "incident_ids",
    "legal_representative_id",
    "main_contact_id",
    "status_reason",
    "ticked_product_ids",
}


class TestImportTemplate(ImportCase):
    def columns(self, model, lang):
        return self.env[model].with_context(lang=lang)._import_template_columns()

    def test_every_answer_has_a_column_that_the_import_matches(self):
        for model in ("res.partner", "crm.lead"):
            for lang in ("es_MX", "en_US"):
                with self.subTest(model=model, lang=lang):
                    labels = [column.label for column in self.columns(model, lang)]
                    rows = "\n".join([";".join(labels), ";".join(["x"] * len(labels))])
                    importer = self.importer(rows.encode(), model, lang=lang)
                    _options, fields, _headers = self.preview(importer)
                    answers = self.env[model]._import_answer_names() - NOT_IN_THE_TEMPLATE
                    self.assertEqual(answers - set(fields), set())
                    self.assertNotIn(False, fields)

    def test_every_word_of_the_lists_is_understood(self):
        for lang in ("es_MX", "en_US"):
            partners = self.env["res.partner"].with_context(lang=lang)
            for column, name in zip(self.columns("res.partner", lang), self.names(), strict=True):
                if column.choices:
                    words = partners._import_words(name)
                    unknown = [word for word in column.choices if plain(word) not in words]
                    self.assertEqual(unknown, [], name)

    def names(self):
        return [*PERSON_COLUMNS["res.partner"], *ANSWER_COLUMNS]

    def test_salespeople_are_offered_the_template(self):
        offered = self.env["res.partner"].with_user(self.salesperson).get_import_templates()
        self.assertEqual(offered[-1]["template"], "/dosmart/import_template/res.partner")
        self.assertEqual(offered[0]["template"], "/base/static/xls/contacts_import_template.xlsx")
        employee = self.new_user("employee", "base.group_user")
        self.assertEqual(len(self.env["crm.lead"].with_user(employee).get_import_templates()), 1)


class TestImportTemplateDownload(DosmartHttpCase):
    def test_the_workbook_is_in_the_language_of_the_salesperson(self):
        self.salesperson.lang = "es_MX"
        self.authenticate("salesperson", "salesperson")
        response = self.url_open("/dosmart/import_template/crm.lead")
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        self.assertEqual(book.sheetnames, ["Clientes", "Ayuda", "Listas"])
        titles = [cell.value for cell in book["Clientes"][1]]
        self.assertIn("Actitud del cliente en la visita", titles)
        self.assertEqual(book["Clientes"].max_row, 1)
        self.assertIn("cada fila crea un cliente nuevo", book["Ayuda"]["A4"].value.lower())

    def test_others_get_none(self):
        self.new_user("employee", "base.group_user")
        for login in ("employee", "portal_user"):
            self.authenticate(login, login)
            self.assertEqual(self.url_open("/dosmart/import_template/crm.lead").status_code, 404)
        self.authenticate("salesperson", "salesperson")
        self.assertEqual(self.url_open("/dosmart/import_template/res.users").status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open("/dosmart/import_template/crm.lead").url)
