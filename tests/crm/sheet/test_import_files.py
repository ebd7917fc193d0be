"""Files as companies have them: other encodings, broken rows, workbooks, thousands of clients."""

import io
from datetime import date, datetime

import openpyxl

from .import_common import OPTIONS, TITLES, ImportCase, csv_bytes

LUPITA = ["Lupita Peña", "1990-12-31", "Soltera", "alto"]
RAMON = ["Ramón", "1980-01-02", "CASADO", "Medio"]


def workbook(rows, change=None, second=None):
    """Return an xlsx file of *rows*; ``change(page)`` may spoil it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    for row in second or ():
        if len(book.worksheets) == 1:
            book.create_sheet("Otra")
        book["Otra"].append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class TestImportFiles(ImportCase):
    def test_latin_1_and_semicolons_are_understood(self):
        content = csv_bytes([TITLES, LUPITA, RAMON], "latin-1", ";")
        clients = self.imported(content)
        self.assertEqual(clients.mapped("name"), ["Lupita Peña", "Ramón"])
        self.assertEqual(clients.mapped("marital_status"), ["single", "married"])
        self.assertEqual(clients.mapped("socioeconomic_level"), ["high", "medium"])

    def test_answers_are_understood_without_accents_and_in_any_case(self):
        rows = [["Name", "ENTREPRENEUR", "actitud del cliente en la visita"]]
        rows += [["A", "si", "NOS ENSENO EL ALBUM DE FOTOS"], ["B", " Yes ", "photo_album"]]
        for lang in ("es_MX", "en_US"):
            with self.subTest(lang=lang):
                importer = self.importer(csv_bytes(rows), lang=lang)
                _answer, ids = self.run_import(importer)
                clients = self.env["res.partner"].browse(ids)
                self.assertEqual(clients.mapped("entrepreneur"), ["yes", "yes"])
                self.assertEqual(clients.mapped("attitude"), ["photo_album", "photo_album"])

    def test_mexican_dates_are_understood(self):
        rows = [TITLES, [*LUPITA[:1], "31/12/1990", *LUPITA[2:]], ["R", "01/02/1980", "", ""]]
        clients = self.imported(csv_bytes(rows))
        self.assertEqual(clients.mapped("birthdate_date"), [date(1990, 12, 31), date(1980, 2, 1)])

    def test_mexican_dates_below_the_first_rows_are_understood(self):
        rows = [TITLES, *([f"C{number}", "", "", ""] for number in range(20))]
        clients = self.imported(csv_bytes([*rows, ["L", "31/12/1990", "", ""]]))
        self.assertEqual(clients[-1].birthdate_date, date(1990, 12, 31))

    def test_lines_are_those_of_the_spreadsheet_blank_ones_counted(self):
        blank = [""] * 4
        rows = [TITLES, blank, LUPITA, blank, blank, [*RAMON[:3], "Altísimo"]]
        self.refused(csv_bytes(rows), [(6, "Nivel socioeconómico")])
        self.refused(workbook(rows), [(6, "Nivel socioeconómico")], name="hojas.xlsx")

    def test_lines_are_right_for_who_starts_further_down(self):
        rows = [TITLES, ["", *LUPITA[1:]], RAMON, [*RAMON[:3], "Altísimo"]]
        importer = self.importer(csv_bytes(rows))
        options, fields, headers = self.preview(importer)
        answer = importer.execute_import(fields, headers, dict(options, skip=1))
        self.assert_cells(answer, [(4, "Nivel socioeconómico")])

    def test_rows_with_too_few_or_many_cells_are_named(self):
        good = [[f"C{number}", "", "", ""] for number in range(12)]
        rows = [TITLES, *good, LUPITA[:3], [*RAMON, "x"]]
        messages = self.refused(csv_bytes(rows), [(14, None), (15, None)])
        self.assertEqual(
            messages[0],
            "Fila 14: tiene 3 celdas, pero hay 4 columnas. "
            "Revise los separadores y las comillas de esta fila.",
        )

    def test_broken_files_say_so_before_anything_is_matched(self):
        said = {
            b"": "el archivo está vacío",
            b" \n": "el archivo está vacío",
            csv_bytes([TITLES]): "el archivo no tiene filas debajo de los títulos de las columnas",
            csv_bytes([TITLES, LUPITA, RAMON[:2]]): (
                "las filas 3 tienen más o menos celdas que las 4 columnas"
            ),
        }
        for content, error in said.items():
            with self.subTest(error=error):
                shown = self.importer(content).parse_preview(dict(OPTIONS))
                self.assertEqual(shown["error"], error)

    def test_the_separator_is_guessed_for_programs_that_skip_the_preview(self):
        importer = self.importer(csv_bytes([TITLES, LUPITA], delimiter=";"))
        fields = ["name", "birthdate_date", "marital_status", "socioeconomic_level"]
        answer = importer.execute_import(fields, TITLES, {"quoting": '"', "has_headers": True})
        self.assertEqual((answer["messages"], len(answer["ids"])), ([], 1))

    def test_two_columns_for_one_answer_are_refused(self):
        rows = [[*TITLES, "Estado civil"], [*LUPITA, "Casada"]]
        importer = self.importer(csv_bytes(rows))
        options, fields, headers = self.preview(importer)
        self.assertEqual(fields.count("marital_status"), 1)
        fields[4] = "marital_status"
        answer = importer.execute_import(fields, headers, options)
        self.assert_cells(answer, [(None, "Estado civil")])

    def test_a_file_without_names_is_refused_once(self):
        messages = self.refused(csv_bytes([TITLES[2:], LUPITA[2:], RAMON[2:]]), [(None, None)])
        self.assertEqual(
            messages,
            [
                "Ninguna columna está relacionada con el nombre. "
                "Relaciona una: todo cliente lo necesita."
            ],
        )

    def test_merged_cells_are_refused(self):
        content = workbook([TITLES, LUPITA, RAMON], lambda page: page.merge_cells("D2:D3"))
        messages = self.refused(content, [(2, "Nivel socioeconómico")], name="hojas.xlsx")
        self.assertIn("D2:D3", messages[0])

    def test_formulas_without_a_value_are_refused(self):
        content = workbook([TITLES, LUPITA, ["R", "", '="Cas"&"ado"', ""]])
        self.refused(content, [(3, "Estado civil")], name="hojas.xlsx")

    def test_dates_of_workbooks_are_understood(self):
        rows = [TITLES, ["L", date(1990, 12, 31), "", ""], ["R", datetime(1980, 1, 2), "", ""]]
        clients = self.imported(workbook(rows), name="hojas.xlsx")
        self.assertEqual(clients.mapped("birthdate_date"), [date(1990, 12, 31), date(1980, 1, 2)])

    def test_the_first_sheet_is_taken_or_the_chosen_one(self):
        content = workbook([TITLES, LUPITA], second=[TITLES, RAMON])
        self.assertEqual(self.imported(content, name="hojas.xlsx").name, "Lupita Peña")
        other = self.imported(content, name="hojas.xlsx", sheet="Otra")
        self.assertEqual(other.name, "Ramón")

    def test_a_fallback_replaces_wrong_words_only(self):
        rows = [TITLES, LUPITA, RAMON, ["X", "", "", "Altísimo"], ["Y", "", "", ""]]
        fallback = {
            "fallback_value": "low",
            "field_model": "res.partner",
            "field_type": "selection",
        }
        for lang in ("es_MX", "en_US"):
            with self.subTest(lang=lang):
                _answer, ids = self.run_import(
                    self.importer(csv_bytes(rows), lang=lang),
                    fallback_values={"socioeconomic_level": dict(fallback)},
                )
                clients = self.env["res.partner"].browse(ids)
                self.assertEqual(
                    clients.mapped("socioeconomic_level"), ["high", "medium", "low", False]
                )
