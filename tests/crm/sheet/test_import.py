"""Client sheets come in from the files of a company that kept them in a spreadsheet (CS-8)."""

import csv
import io
from collections import Counter
from datetime import date

from .import_common import DATA, ImportCase, csv_bytes
from .import_form import COLUMNS

SHEETS = (DATA / "hojas_clientes.csv").read_bytes()
WITH_ERRORS = (DATA / "hojas_clientes_con_errores.csv").read_bytes()
CREATE_SOURCES = {"name_create_enabled_fields": {"heard_source_id": True}}
BAD_CELLS = [
    (4, "Fecha de nacimiento"),
    (6, "Hijos"),
    (7, "Nivel socioeconómico"),
    (9, "Fecha de nacimiento"),
    (11, "RFC"),
    (13, "Estatus del cliente"),
    (15, "Hijos"),
    (17, "Régimen fiscal"),
    (19, "Nombre"),
    (20, "Tipo de cliente"),
]


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


class TestImportSheets(ImportCase):
    def test_columns_of_the_paper_form_are_matched_in_either_language(self):
        for lang in ("es_MX", "en_US"):
            with self.subTest(lang=lang):
                _options, fields, headers = self.preview(self.importer(SHEETS, lang=lang))
                expected = {header: field for header, (field, _words) in COLUMNS.items()}
                self.assertEqual(dict(zip(headers, fields, strict=True)), expected)

    def test_columns_of_the_paper_form_are_matched_on_leads(self):
        _options, fields, headers = self.preview(self.importer(SHEETS, "crm.lead"))
        self.assertEqual(
            fields[:6],
            ["contact_name", "partner_name", "phone", "email_from", "vat", "socioeconomic_level"],
        )
        self.assertNotIn(False, fields)

    def test_every_cell_of_sixty_sheets_arrives_on_clients(self):
        for lang in ("es_MX", "en_US"):
            with self.subTest(lang=lang):
                answer, ids = self.run_import(self.importer(SHEETS, lang=lang), **CREATE_SOURCES)
                self.assertEqual(answer["messages"], [])
                self.assert_sheets(self.env["res.partner"].browse(ids))

    def assert_sheets(self, clients):
        """Assert that *clients* know what each row of the file says, and nothing else."""
        rows = rows_of(SHEETS)
        self.assertEqual(len(clients), 60)
        self.assertEqual(len(clients.client_sheet_id), 60)
        for client, row in zip(clients, rows, strict=True):
            found = {header: self.shown(client[name]) for header, (name, _w) in COLUMNS.items()}
            self.assertEqual(found, {header: self.meant(header, row) for header in COLUMNS})
            children = {"": False, "0": "no"}.get(row["Hijos"], "yes")
            self.assertEqual(client.has_children, children, row["Nombre"])

    def shown(self, value):
        value = value.display_name if hasattr(value, "display_name") else value
        return str(value) if isinstance(value, date) else value or False

    def meant(self, header, row):
        _name, words = COLUMNS[header]
        text = row[header]
        if header == "Hijos":
            return int(text or 0) or False
        return (words[text] if words and text else text) or False

    def test_sources_are_created_once_and_only_on_request(self):
        answer, ids = self.run_import(self.importer(SHEETS))
        unknown = [
            (line, "¿Cómo nos conoció?")
            for line, row in enumerate(rows_of(SHEETS), 2)
            if row["¿Cómo nos conoció?"] not in ("", "Facebook", "Recomendación")
        ]
        self.assert_cells(answer, unknown)
        sources = self.env["utm.source"]
        self.assertFalse(sources.search([("name", "=", "Vio la camioneta")]))
        _answer, ids = self.run_import(self.importer(SHEETS), **CREATE_SOURCES)
        clients = self.env["res.partner"].browse(ids)
        self.assertEqual(
            Counter(clients.heard_source_id.mapped("name")),
            Counter(["Vio la camioneta", "Página web", "Facebook", "Volante", "Recommendation"]),
        )
        vans = sources.search([("name", "=like", "Vio la camioneta%")])
        self.assertEqual(len(vans), 1)
        self.assertEqual(len(clients.filtered(lambda c: c.heard_source_id == vans)), 15)
        facebook = self.env.ref("utm.utm_source_facebook")
        self.assertEqual(len(clients.filtered(lambda c: c.heard_source_id == facebook)), 9)

    def test_statuses_are_kept_in_the_history(self):
        _answer, ids = self.run_import(self.importer(SHEETS), **CREATE_SOURCES)
        clients = self.env["res.partner"].browse(ids)
        stays = clients.status_history_ids
        counts = {"Needs more offers": 13, "Possibly potential": 9, "Will not buy": 9}
        counts |= {"Loyal": 8, "Potential": 7}
        self.assertEqual(Counter(stay.status_id.name for stay in stays), counts)
        self.assertEqual(stays.user_id, self.salesperson)
        self.assertFalse(stays.previous_status_id)
        samuel = clients[1]
        self.assertEqual(samuel.status_reason, "Importado")
        self.assertEqual(samuel.status_history_ids.reason, "Importado")

    def test_answers_of_imported_clients_are_dated(self):
        _answer, ids = self.run_import(self.importer(SHEETS), **CREATE_SOURCES)
        first = self.env["res.partner"].browse(ids[0])
        self.assertEqual(
            set(first.client_sheet_id.answered_on),
            {"socioeconomic_level", "need_level", "entrepreneur", "business_kind"}
            | {"competition_knowledge", "understands_us", "had_surveillance", "attitude"}
            | {"personality_id", "conclusions", "client_status_id"},
        )
        self.assertEqual(set(first.answered_on), {"birthdate_date", "vat"})

    def test_sixty_sheets_arrive_on_leads_named_after_company_or_person(self):
        answer, ids = self.run_import(self.importer(SHEETS, "crm.lead"), **CREATE_SOURCES)
        self.assertEqual(answer["messages"], [])
        leads = self.env["crm.lead"].browse(ids)
        self.assertEqual(leads[:2].mapped("name"), ["Navarrete-Verduzco", "Samuel Vigil Osorio"])
        self.assertEqual(leads[0].contact_name, "Leonardo Alvaro Beltrán Tello")
        samuel = leads[1]
        self.assertEqual(
            (samuel.vat, samuel.children, samuel.marital_status, samuel.need_level),
            ("VIOS810913ED3", 1, "single", "medium"),
        )
        self.assertEqual(samuel.birthdate_date, date(1981, 9, 13))
        self.assertEqual(samuel.source_id.name, "Vio la camioneta")
        self.assertEqual(len(leads.client_sheet_id), 60)

    def test_ten_bad_cells_are_named_at_once_and_nothing_is_imported(self):
        partners, sources = self.env["res.partner"], self.env["utm.source"]
        sheets = self.env["dosmart.client.sheet"]
        before = [model.search_count([]) for model in (partners, sources, sheets)]
        for lang in ("es_MX", "en_US"):
            for test in (True, False):
                importer = self.importer(WITH_ERRORS, lang=lang)
                answer, _ids = self.run_import(importer, test=test, **CREATE_SOURCES)
                self.assert_cells(answer, BAD_CELLS)
        after = [model.search_count([]) for model in (partners, sources, sheets)]
        self.assertEqual(after, before)

    def test_bad_cells_say_what_is_wrong(self):
        answer, _ids = self.run_import(self.importer(WITH_ERRORS), **CREATE_SOURCES)
        said = {message["row"]: message["message"] for message in answer["messages"]}
        self.assertEqual(
            said[4],
            "Fila 4, columna «Fecha de nacimiento»: «2031-02-30» no es una fecha como 1990-12-31.",
        )
        self.assertEqual(
            said[7],
            "Fila 7, columna «Nivel socioeconómico»: «Altísimo» no está en la lista. "
            "Use uno de estos: Alto, Medio, Bajo.",
        )
        self.assertIn("no pudo nacer el 01/01/2040", said[9])
        self.assertIn("«-1» no es un número entero de 0 en adelante", said[6])
        self.assertEqual(answer["messages"][2]["cell"], "Altísimo")
        # The web client adds 1 to these, and shows the name of the row.
        self.assertEqual(answer["messages"][0]["rows"], {"from": 3, "to": 3})
        self.assertEqual(answer["name"][3], "Roberto Antonio Valle")

    def test_existing_clients_change_by_their_external_id_only(self):
        rows = [["id", "Nombre", "Correo electrónico", "Nivel socioeconómico"]]
        lupita = ["lupita", "Lupita", "l@example.com", "Alto"]
        _answer, first = self.run_import(self.importer(csv_bytes([*rows, lupita])))
        _answer, again = self.run_import(self.importer(csv_bytes([*rows, [*lupita[:3], "bajo"]])))
        self.assertEqual(again, first)
        self.assertEqual(self.env["res.partner"].browse(first).socioeconomic_level, "low")
        without = [row[1:] for row in (*rows, lupita)]
        _answer, other = self.run_import(self.importer(csv_bytes(without)))
        self.assertNotEqual(other, first)
