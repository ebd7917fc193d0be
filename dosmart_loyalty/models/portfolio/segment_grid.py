from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain


class Segment(models.Model):
    """Segments down, product lines across: which are targets, one click per cell."""

    _inherit = "dosmart.segment"

    @api.model
    def get_grid(self):
        """Return what the component ``SegmentGrid`` shows of the current company.

        :return: columns (product lines) and rows (segments) in their order; cells
            {segment id: {line id: cell}} of the targets; and whether the user may change them
        """
        self.check_access("read")
        segments = self.search(self._grid_domain())
        lines = self._grid_lines()
        return {
            "columns": [line._grid_column() for line in lines],
            "rows": [segment._grid_row() for segment in segments],
            "cells": {
                segment.id: {line.id: {"state": "target"} for line in segment.line_ids}
                for segment in segments
            },
            "can_toggle": self.has_access("write"),
        }

    @api.model
    def set_grid_cell(self, segment_id, line_id, is_target):
        """Make the line a target of the segment, or not; return the new grid.

        It says what shall be, not what to change: twice, or two people at once, is once.
        """
        segment = self.search(self._grid_domain()).filtered(lambda shown: shown.id == segment_id)
        line = self._grid_lines().filtered(lambda shown: shown.id == line_id)
        if not (segment and line):
            raise UserError(
                self.env._("This segment or product line was archived or deleted. Reload the page.")
            )
        segment.line_ids = [Command.link(line.id) if is_target else Command.unlink(line.id)]
        return self.get_grid()

    def _grid_domain(self):
        return Domain("company_id", "in", [False, self.env.company.id])

    def _grid_lines(self):
        """Return the product lines the company sells, and those that are targets already."""
        sold = self.env["dosmart.client.product"]._grid_lines()
        return (sold | self.search(self._grid_domain()).line_ids).sorted("complete_name")

    def _grid_row(self):
        note = self.env._("Clients: %s", self.client_count)
        if self.condition_error:
            note = self.env._("Condition to correct: nobody is in it")
        return {
            "id": self.id,
            "label": self.name,
            "note": note,
            "muted": bool(self.condition_error),
        }
