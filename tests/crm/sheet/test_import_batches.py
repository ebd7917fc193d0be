"""Thousands of clients, and what of Odoo's own import stays as it was."""

from odoo.exceptions import UserError

from .import_common import TITLES, ImportCase, csv_bytes


class TestImportBatches(ImportCase):
    def test_one_bad_cell_far_below_keeps_five_thousand_clients_out(self):
        rows = [["Nombre", "Nivel socioeconómico"], *([f"C{n}", "alto"] for n in range(5000))]
        rows[4320][1] = "altísimo"
        self.refused(csv_bytes(rows), [(4321, "Nivel socioeconómico")])

    def test_one_broken_rule_far_below_keeps_everything_out(self):
        rows = [["Nombre", "Año de fundación"], *([f"C{n}", "1999"] for n in range(2500))]
        rows[2400][1] = "3000"
        self.refused(csv_bytes(rows), [(2401, "Año de fundación")])

    def test_every_wrong_tax_id_is_named_on_clients_and_leads(self):
        titles = ["Nombre", "RFC", "Nivel socioeconómico"]
        rows = [titles, *([f"C{n}", "BETL660902EG0", "alto"] for n in range(300))]
        for line in (*range(5, 30), 250):
            rows[line - 1][1] = "XXXX010101000"
        cells = [(line, "RFC") for line in (*range(5, 30), 250)]
        for model in ("res.partner", "crm.lead"):
            with self.subTest(model=model):
                answer, _ids = self.run_import(self.importer(csv_bytes(rows), model))
                self.assert_cells(answer, cells)

    def test_clients_beyond_a_batch_come_in_at_once(self):
        rows = [["Nombre", "Nivel socioeconómico"], *([f"C{n}", "alto"] for n in range(2500))]
        clients = self.imported(csv_bytes(rows))
        self.assertEqual(len(clients), 2500)
        self.assertEqual(set(clients.mapped("socioeconomic_level")), {"high"})

    def test_statements_do_not_grow_with_the_clients(self):
        def statements(count):
            rows = [[*TITLES, "Estatus del cliente"]]
            rows += [[f"C{n}", "1990-12-31", "Soltera", "alto", "Leal"] for n in range(count)]
            importer = self.importer(csv_bytes(rows))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.run_import(importer)
            return self.env.cr.sql_log_count - before

        statements(5)  # fills the caches
        # Odoo inserts by hundreds; one statement of ours per client would make 200.
        self.assertLess(statements(300) - statements(100), 20)


class TestImportRights(ImportCase):
    """Who may not change a sheet by hand may not by a file."""

    def test_clients_of_others_cannot_be_changed(self):
        client = self.new_client(user_id=self.manager.id, socioeconomic_level="low")
        rows = [[".id", "Nivel socioeconómico"], [str(client.id), "alto"]]
        answer, _ids = self.run_import(self.importer(csv_bytes(rows)), {".id": ".id"})
        self.assertEqual([message["row"] for message in answer["messages"]], [2])
        self.assertEqual(client.socioeconomic_level, "low")

    def test_people_outside_sales_import_no_answers(self):
        user = self.new_user("clerk", "base.group_user,base.group_partner_manager")
        rows = [["Nombre", "Nivel socioeconómico"], ["Lupita", "alto"]]
        importer = self.importer(csv_bytes(rows), user=user)
        options, fields, headers = self.preview(importer)
        self.assertEqual(fields, ["name", False])
        forced = ["name", "socioeconomic_level"]
        answer = importer.execute_import(forced, headers, options)
        self.assertFalse(answer["ids"])
        self.assertTrue(answer["messages"])
        self.assertFalse(self.env["res.partner"].search([("name", "=", "Lupita")]))


class TestImportOfOdoo(ImportCase):
    """Files without answers of the sheet are Odoo's business, as ever."""

    def test_contacts_come_in_batches(self):
        rows = [["Nombre", "Empresa"], *([f"C{n}", ""] for n in range(30))]
        importer = self.importer(csv_bytes(rows))
        options, fields, headers = self.preview(importer)
        self.assertEqual(fields, ["name", "company_id"])
        answer = importer.execute_import(fields, headers, dict(options, limit=20))
        self.assertEqual((len(answer["ids"]), answer["nextrow"]), (20, 20))

    def test_errors_are_worded_by_odoo(self):
        rows = [["Nombre", "País"], ["A", "Atlantis"]]
        importer = self.importer(csv_bytes(rows), lang="en_US")
        options, _fields, headers = self.preview(importer)
        answer = importer.execute_import(["name", "country_id"], headers, options)
        [message] = answer["messages"]
        self.assertEqual(message["rows"], {"from": 0, "to": 0})
        self.assertNotIn("is_sheet_fault", message)

    def test_no_browser_can_switch_constraints_off(self):
        context = {"dosmart_import_check": {"faults": []}}
        partners = self.env["res.partner"].with_context(**context)
        with self.assertRaises(UserError):
            partners.create({"name": "A", "birthdate_date": "2999-01-01"})
