from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

SALES = "sales_team.group_sale_salesman"
PAST_STATES = ("refused", "expired")


class OfferBoardMixin(models.AbstractModel):
    """Whoever shows eligible offers and proposals: leads, clients and quotations.

    An inheriting model names in ``_offer_link`` the field of a proposal that points to it.
    """

    _name = "dosmart.offer.board.mixin"
    _description = "Offers Shown"
    _offer_link = None

    offer_board = fields.Json("Offers", compute="_compute_offer_board", groups=SALES)
    offer_proposal_ids = fields.One2many(
        "dosmart.offer.proposal", string="Proposals", copy=False, groups=SALES
    )
    offer_proposal_count = fields.Integer(
        "Number of Proposals", compute="_compute_offer_proposal_count", groups=SALES
    )

    @api.depends("offer_proposal_ids")
    def _compute_offer_proposal_count(self):
        link = self._offer_link
        groups = self.env["dosmart.offer.proposal"]._read_group(
            Domain(link, "in", self.ids), [link], ["__count"]
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.offer_proposal_count = counts.get(record.id, 0)

    @api.depends("offer_proposal_ids.state", "offer_proposal_ids.next_step_date")
    @api.depends_context("lang", "company")
    def _compute_offer_board(self):
        verdicts = self._origin._offer_eligibility()
        for record in self:
            record.offer_board = record._origin._prepare_board(verdicts.get(record._origin, ()))

    def _prepare_board(self, verdicts):
        """Return what the board shows; an open proposal stays on it, whatever is earned now."""
        latest_first = {"key": lambda proposal: (proposal.date, proposal.id), "reverse": True}
        proposals = self._known_proposals().sorted(**latest_first)
        by_offer = proposals.filtered(lambda p: p._is_open()).grouped("offer_id")
        past = proposals.filtered(lambda p: p.state in PAST_STATES).grouped("offer_id")
        judged = {verdict.offer: verdict for verdict in verdicts}
        none = self.env["dosmart.offer.proposal"]
        rows = [
            self._prepare_board_row(offer, judged.get(offer), by_offer.get(offer, none)[:1])
            | {"past": past.get(offer, none)[:1]._tell_past()}
            for offer in [*judged, *(offer for offer in by_offer if offer not in judged)]
        ]
        return rows and {"offers": rows, "closed": self._why_offers_rest()}

    def _prepare_board_row(self, offer, verdict, proposal):
        return {
            "offer_id": offer.id,
            "name": offer.name,
            "eligible": bool(verdict and verdict.eligible),
            "reason": verdict.reason if verdict else self._not_in_status(),
            "proposal_id": proposal.id,
            "state": proposal.state or "",
            "next_step_date": fields.Date.to_string(proposal.next_step_date) or "",
        }

    def _not_in_status(self):
        return self.env._("The client's status does not include it.")

    def _why_offers_rest(self):
        """Return why nothing can be decided on these offers for now, or an empty text."""
        return ""

    def _offer_eligibility(self):
        """Return {record: (Verdict, …)}: see ``dosmart.offer.rule._evaluate``."""
        return self.env["dosmart.offer.rule"]._evaluate(self)

    def _known_proposals(self):
        """Return the proposals of this record, also those decided long ago.

        Only those of the company for which offers are judged here: what another one put on the
        table of a common client is its own.
        """
        company = self.company_id or self.env.company
        return self.offer_proposal_ids.filtered(lambda p: p.company_id == company)

    def _open_proposals(self):
        """Return the proposals on the table, and those accepted on what is still a quotation."""
        return self._known_proposals().filtered(lambda p: p._is_open())

    def _prepare_proposal_values(self):
        """Return what a proposal made here is linked to."""
        return {self._offer_link: self.id}

    def action_put_on_table(self, offer_id):
        """Put the offer on the table for this record, once, if the client really earns it."""
        self.ensure_one()
        self.check_access("write")
        self._check_offers_rest()
        self._check_offer_earned(offer_id)
        self.lock_for_update(allow_referencing=True)
        proposals = self._open_proposals().filtered(lambda p: p.offer_id.id == offer_id)
        if not proposals:
            values = self._prepare_proposal_values() | {"offer_id": offer_id}
            self.env["dosmart.offer.proposal"].create(values)

    def _check_offers_rest(self):
        if reason := self._why_offers_rest():
            raise UserError(reason)

    def _check_offer_earned(self, offer_id):
        """Refuse, with the reason, an offer this client does not earn."""
        verdicts = self._offer_eligibility().get(self, ())
        verdict = next((v for v in verdicts if v.offer.id == offer_id), None)
        if not (verdict and verdict.eligible):
            raise UserError(self._refuse_to_propose(verdict))

    def _refuse_to_propose(self, verdict):
        if not verdict:
            return self.env._(
                "This offer is not for the status of %(client)s, or it does not exist any more. "
                "Choose one on the Offers page.",
                client=self.display_name,
            )
        return self.env._(
            "“%(offer)s” is not for %(client)s: %(reason)s",
            offer=verdict.offer.name,
            client=self.display_name,
            reason=verdict.reason,
        )

    def action_view_offer_proposals(self):
        """Open the proposals of this record."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.offer_proposal_action")
        return action | {
            "domain": [(self._offer_link, "=", self.id)],
            "context": {
                f"default_{name}": v for name, v in self._prepare_proposal_values().items()
            },
        }
