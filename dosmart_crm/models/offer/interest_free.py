from math import ceil

from odoo import models

from ...logic.instalments import MONTHS_PER_YEAR


class SaleOrder(models.Model):
    """Instalments without interest, by contract year."""

    _inherit = "sale.order"

    def _interest_free_years(self):
        """Return {contract year: number of interest-free instalments}; the longer one wins."""
        years = {}
        for terms in (self.offer_terms or {}).values():
            for year, count in terms.get("interest_free", {}).items():
                years[int(year)] = max(count, years.get(int(year), 0))
        return years

    def _apply_offer_interest_free(self, proposal, offer):
        self._add_offer_note(proposal, self._tell_interest_free(offer))
        years = {str(year.contract_year): year.instalment_count for year in offer.year_ids}
        return {"interest_free": years}

    def _tell_interest_free(self, offer):
        """Return a sentence for each year: those of this contract, then those of a renewal."""
        paid_years = max(1, ceil(self.contract_months / MONTHS_PER_YEAR))
        sentences = [
            self._tell_year(year.contract_year, year.instalment_count, paid_years)
            for year in offer.year_ids.sorted("contract_year")
        ]
        return "\n".join([f"{offer.name}:", *sentences])

    def _tell_year(self, year, count, paid_years):
        if year <= paid_years:
            return self.env._(
                "%(count)s instalments without interest in contract year %(year)s.",
                count=count,
                year=year,
            )
        return self.env._(
            "If you renew for contract year %(year)s: %(count)s instalments without interest.",
            count=count,
            year=year,
        )

    def _refresh_interest_free_notes(self):
        """Bring the notes up to date with the months of the contract."""
        if not self._interest_free_years():
            return
        order = self.with_context(lang=self._get_lang())
        # sudo: whoever changes the months may not read the offers.
        for line in order.sudo().order_line.filtered("offer_proposal_id"):
            offer = line.offer_proposal_id.offer_id
            if line.display_type == "line_note" and offer.kind == "interest_free":
                text = order._tell_interest_free(offer)
                if line.name != text:
                    line.name = text
