"""What ships are defaults: an administrator may throw them away for good."""

from odoo.tools import convert_file

from .common import DosmartCase

# File of an add-on -> model of its records, in an order in which they may be deleted.
LISTS = {
    "dosmart_loyalty/program/contact_program": "dosmart.contact.program",
    "dosmart_loyalty/value/value_rule": "dosmart.value.rule",
    "dosmart_crm/complaint/complaint_stage": "dosmart.complaint.stage",
    "dosmart_crm/folder/document_type": "dosmart.document.type",
    "dosmart_crm/program/contact_program": "dosmart.contact.program",
    "dosmart_crm/program/contact_date": "dosmart.contact.date",
    "dosmart_crm/program/service_kind": "dosmart.service.kind",
    "dosmart_crm/process/call_script": "dosmart.call.script",
    "dosmart_crm/process/control_point": "dosmart.control.point",
    "dosmart_crm/process/visit_outcome": "dosmart.visit.outcome",
    "dosmart_crm/process/deal_date_kind": "dosmart.deal.date.kind",
    "dosmart_crm/process/document_section": "dosmart.document.section",
    "dosmart_crm/process/document_form": "dosmart.document.form",
    "dosmart_crm/process/objection": "dosmart.objection",
    "dosmart_crm/offer/offer_rule": "dosmart.offer.rule",
    "dosmart_crm/offer/offer": "dosmart.offer",
    "dosmart_crm/sheet/status_rule": "dosmart.status.rule",
    "dosmart_crm/sheet/client_status": "dosmart.client.status",
    "dosmart_crm/sheet/contact_time": "dosmart.day.part",
    "dosmart_crm/sheet/incident_kind": "dosmart.incident.kind",
    "dosmart_crm/sheet/personality": "dosmart.personality",
    "dosmart_crm/sheet/sheet_question": "dosmart.sheet.question",
    "dosmart_crm/sheet/tax_regime": "dosmart.tax.regime",
}


class TestShippedData(DosmartCase):
    def test_deleted_records_do_not_come_back_with_an_upgrade(self):
        for model in dict.fromkeys(LISTS.values()):
            records = self.env[model].with_context(active_test=False)
            self.assertTrue(records.search_count([]), model)
            records.search([]).unlink()
        for file in reversed(LISTS):
            addon, _slash, name = file.partition("/")
            path = f"data/{name}.xml"
            convert_file(self.env, addon, path, {}, mode="update", noupdate=True)
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
