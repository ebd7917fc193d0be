from odoo import http
from odoo.http import content_disposition, request

from .import_template import XLSX, write_template


class UnitTemplate(http.Controller):
    @http.route("/dosmart/unit_template", type="http", auth="user", methods=["GET"], readonly=True)
    def download(self):
        """Return an empty workbook with the columns of the units of clients."""
        units = request.env["dosmart.client.unit"]
        units.check_access("create")
        titles = [request.env._("Units"), request.env._("Help"), request.env._("Lists")]
        content = write_template(titles, units._import_columns(), units._import_instructions())
        name = request.env._("units of clients")
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
        ]
        return request.make_response(content, headers)
