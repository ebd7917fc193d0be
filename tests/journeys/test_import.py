"""A company brings the client sheets it kept in a spreadsheet; a salesperson loads them."""

from ..common import DosmartHttpCase
from ..crm.sheet.import_common import DATA


class TestImportJourney(DosmartHttpCase):
    def test_salesperson_imports_the_sheets_after_reading_what_is_wrong(self):
        self.salesperson.lang = "es_MX"
        for name in ("hojas_clientes", "hojas_clientes_con_errores"):
            path = name.replace("_clientes", "").replace("hojas_con", "con")
            self.env["ir.attachment"].create(
                {
                    "name": f"{path}.csv",
                    "type": "binary",
                    "url": f"/dosmart_test/{path}.csv",
                    "raw": (DATA / f"{name}.csv").read_bytes(),
                    "public": True,
                }
            )
        partners = self.env["res.partner"]
        last = partners.search([], order="id desc", limit=1)
        self.start_tour("/odoo", "dosmart_crm_import", login="salesperson")
        clients = partners.search([("id", ">", last.id)], order="id")
        self.assertEqual(len(clients), 60)
        self.assertEqual(len(clients.client_sheet_id), 60)
        samuel = clients[1]
        self.assertEqual(
            (samuel.name, samuel.vat, samuel.attitude, samuel.alliance, samuel.children),
            ("Samuel Vigil Osorio", "VIOS810913ED3", "wary", "yes", 1),
        )
        self.assertEqual(samuel.heard_source_id.name, "Vio la camioneta")
        self.assertEqual(
            samuel.client_status_id, self.env.ref("dosmart_crm.client_status_will_not_buy")
        )
