from odoo import api, fields, models
from odoo.fields import Domain

from ...logic.unit_service import Step, next_service, reading_on

DUE_BY = [("date", "By Date"), ("use", "By Use")]


class ClientUnit(models.Model):
    """When a unit is to be serviced next: by date or by use, whichever is earlier (spec CP-7)."""

    _inherit = "dosmart.client.unit"

    last_reading = fields.Float(
        compute="_compute_last_reading", store=True, digits=(16, 1), aggregator="max"
    )
    last_reading_date = fields.Date("Read on", compute="_compute_last_reading", store=True)
    last_service_date = fields.Date(
        "Last Service", compute="_compute_last_service_date", store=True, index="btree_not_null"
    )
    next_service_date = fields.Date(
        "Next Service",
        compute="_compute_next_service",
        store=True,
        index="btree_not_null",
        help="The earlier of: so many months after the purchase, and the day on which the use "
        "since the last service is reached, estimated from the last two readings.",
    )
    next_service_kind_id = fields.Many2one(
        "dosmart.service.kind",
        "Kind of Next Service",
        compute="_compute_next_service",
        store=True,
        ondelete="set null",
    )
    next_service_by = fields.Selection(DUE_BY, "Due", compute="_compute_next_service", store=True)
    is_service_late = fields.Boolean(
        "Service Is Late", compute="_compute_is_service_late", search="_search_is_service_late"
    )

    @api.depends("reading_ids.date", "reading_ids.value")
    def _compute_last_reading(self):
        for unit in self:
            last = unit.reading_ids.sorted("date")[-1:]
            unit.last_reading, unit.last_reading_date = last.value, last.date

    @api.depends("service_ids.date")
    def _compute_last_service_date(self):
        for unit in self:
            unit.last_service_date = max(unit.service_ids.mapped("date"), default=False)

    @api.depends(
        "product_id",
        "purchase_date",
        "reading_ids.date",
        "reading_ids.value",
        "service_ids.date",
        "service_ids.kind_id",
    )
    def _compute_next_service(self):
        # sudo: the catalogue of services is no secret.
        schedules = (
            self.env["dosmart.service.kind"].sudo()._schedules(self.product_id.product_tmpl_id)
        )
        today = fields.Date.context_today(self)
        for unit in self:
            kinds = schedules.get(unit.product_id.product_tmpl_id, ())
            due = unit._next_service(kinds, today)
            unit.next_service_date = due and due.day
            unit.next_service_kind_id = due and due.key
            unit.next_service_by = due and ("use" if due.by_use else "date")

    def _next_service(self, kinds, today):
        """Return what is due next by the schedule *kinds*, see ``logic.unit_service``."""
        if not kinds:
            return None
        readings = [(r.date, r.value) for r in self.reading_ids.sorted("date")]
        planned = self.service_ids.filtered(lambda service: service.kind_id in kinds)
        since = max(planned.mapped("date"), default=self.purchase_date)
        return next_service(
            [Step(kind.id, kind.months, kind.use_interval) for kind in kinds],
            planned.kind_id.ids,
            self.purchase_date,
            readings,
            reading_on(since, readings, self.purchase_date),
            today,
        )

    @api.model
    def _service_late_domain(self):
        return Domain("next_service_date", "<", fields.Date.context_today(self))

    @api.depends("next_service_date")
    def _compute_is_service_late(self):
        late = self.filtered_domain(self._service_late_domain())
        late.is_service_late = True
        (self - late).is_service_late = False

    def _search_is_service_late(self, operator, value):
        return self._service_late_domain() if operator == "in" else NotImplemented

    @api.model
    def _cron_pass_over(self, batch_size=1000):
        """Look every day for services that were missed and of which the next one is nearer now."""
        late = self.search(self._service_late_domain(), order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(late))
        for start in range(0, len(late), batch_size):
            batch = late[start : start + batch_size]
            self.env.add_to_compute(self._fields["next_service_date"], batch)
            batch.flush_recordset()
            self.env["ir.cron"]._commit_progress(len(batch))
