"""What ships are defaults: an administrator may throw them away for good."""

from odoo.tools import convert_file

from .common import DosmartCase

# File below data/ -> model of its records, in an order in which they may be deleted.
LISTS = {
    "folder/document_type": "dosmart.document.type",
    "process/call_script": "dosmart.call.script",
    "process/control_point": "dosmart.control.point",
    "process/visit_outcome": "dosmart.visit.outcome",
    "process/deal_date_kind": "dosmart.deal.date.kind",
    "process/document_section": "dosmart.document.section",
    "process/document_form": "dosmart.document.form",
    "process/objection": "dosmart.objection",
    "offer/offer_rule": "dosmart.offer.rule",
    "offer/offer": "dosmart.offer",
    "sheet/status_rule": "dosmart.status.rule",
    "sheet/client_status": "dosmart.client.status",
    "sheet/contact_time": "dosmart.day.part",
    "sheet/incident_kind": "dosmart.incident.kind",
    "sheet/personality": "dosmart.personality",
    "sheet/sheet_question": "dosmart.sheet.question",
    "sheet/tax_regime": "dosmart.tax.regime",
}


class TestShippedData(DosmartCase):
    def test_deleted_records_do_not_come_back_with_an_upgrade(self):
        for model in LISTS.values():
            records = self.env[model].with_context(active_test=False)
            self.assertTrue(records.search_count([]), model)
            records.search([]).unlink()
        for file in reversed(LISTS):
            path = f"data/{file}.xml"
            convert_file(self.env, "dosmart_crm", path, {}, mode="update", noupdate=True)
        for model in LISTS.values():
            left = self.env[model].with_context(active_test=False).search_count([])
            self.assertEqual(left, 0, model)

    def test_deleted_team_and_stages_do_not_come_back_with_an_upgrade(self):
        team = self.env.ref("dosmart_crm.team_dosmart")
        self.env["crm.stage"].search([("team_ids", "=", team.id)]).unlink()
        team.unlink()
        for file in ("crm_stage", "control_point"):
            path = f"data/process/{file}.xml"
            convert_file(self.env, "dosmart_crm", path, {}, mode="update", noupdate=True)
        self.assertFalse(self.env["crm.team"].search([("has_own_stages", "=", True)]))
        self.assertFalse(self.env["crm.stage"].search([("team_ids", "!=", False)]))
        self.assertFalse(self.env["dosmart.control.point"].search([]))
