import io

import xlsxwriter
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

from ..models.sheet.client_sheet_mixin import SALES
from ..models.sheet.import_template import PERSON_COLUMNS, ROUTE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKED_ROWS = 5000  # that offer the lists while one types


class ImportTemplate(http.Controller):
    @http.route(f"{ROUTE}<string:model>", type="http", auth="user", methods=["GET"], readonly=True)
    def download(self, model):
        """Return an empty workbook with the columns and words of the client sheet."""
        if model not in PERSON_COLUMNS or not request.env.user.has_group(SALES):
            raise NotFound
        records = request.env[model]
        records.check_access("create")
        titles = [request.env._("Clients"), request.env._("Help"), request.env._("Lists")]
        content = write_template(
            titles, records._import_template_columns(), records._import_instructions()
        )
        name = request.env._("client sheets")
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
        ]
        return request.make_response(content, headers)


def write_template(titles, columns, instructions):
    """Return the workbook: a sheet to fill in, one with help, one with the lists.

    :param titles: of the three sheets
    :param columns: see ``models.sheet.import_template.Column``
    """
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        clients, guide, lists = map(book.add_worksheet, titles)
        _write_help(guide, columns, instructions, bold)
        clients.freeze_panes(1, 1)
        clients.set_row(0, 45)
        for index, column in enumerate(columns):
            clients.write_string(0, index, column.label, bold)
            clients.set_column(index, index, 18, day if column.is_date else None)
            if column.choices:
                _offer_list(clients, lists, index, column)
    return output.getvalue()


def _write_help(guide, columns, instructions, bold):
    guide.set_column(0, 0, 45)
    guide.set_column(1, 1, 70)
    for row, sentence in enumerate(instructions):
        guide.write_string(row, 0, sentence)
    for row, column in enumerate(columns, len(instructions) + 1):
        guide.write_string(row, 0, column.label, bold)
        guide.write_string(row, 1, column.advice)


def _offer_list(clients, lists, index, column):
    """Write the choices of *column* below each other, and offer them in the sheet to fill in."""
    lists.set_column(index, index, 24)
    lists.write_string(0, index, column.label)
    for row, choice in enumerate(column.choices, 1):
        lists.write_string(row, index, choice)
    title = lists.get_name().replace("'", "''")
    first = xlsxwriter.utility.xl_rowcol_to_cell(1, index, row_abs=True, col_abs=True)
    last = xlsxwriter.utility.xl_rowcol_to_cell(
        len(column.choices), index, row_abs=True, col_abs=True
    )
    clients.data_validation(
        1,
        index,
        CHECKED_ROWS,
        index,
        {
            "validate": "list",
            "source": f"='{title}'!{first}:{last}",
            "error_type": "information" if column.is_open else "stop",
        },
    )
