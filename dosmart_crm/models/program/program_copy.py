from odoo import fields, models
from odoo.exceptions import UserError


class ContactProgram(models.Model):
    """Programs belong to a company; another one gets copies of its own."""

    _inherit = "dosmart.contact.program"

    origin_id = fields.Many2one(
        "dosmart.contact.program",
        "Copied from",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The program of another company of which this one is a copy.",
    )

    _copied_once = models.UniqueIndex(
        "(origin_id, company_id) WHERE origin_id IS NOT NULL",
        "This company has its copy of the program already.",
    )

    def _root(self):
        """Return the programs of which these are copies, or these themselves."""
        # sudo: which program this is a copy of, not what is in it.
        return self.browse([(one.sudo().origin_id or one).id for one in self])

    def action_copy_to_company(self):
        """Give the user's company its copies, switched off, and open them; twice makes no more."""
        self.check_access("read")
        company = self.env.company
        others = self.filtered(lambda program: program.company_id != company)
        if not others:
            raise UserError(
                self.env._(
                    "These programs are those of %s already. Switch to the company that is to "
                    "have copies, keep the other one ticked, and try again.",
                    company.name,
                )
            )
        own = self.with_context(active_test=False).search([("company_id", "=", company.id)])
        copied = {program._root(): program for program in own}
        for program in others:
            root = program._root()
            if root not in copied:
                copied[root] = program.copy(program._prepare_company_copy(company))
        copies = own.browse().union(*(copied[program._root()] for program in others))
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.contact_program_action")
        return action | {"domain": [("id", "in", copies.ids)]}

    def _prepare_company_copy(self, company):
        user = self.user_id if company in self.user_id.company_ids else self.env.user
        return {"company_id": company.id, "user_id": user.id, "origin_id": self._root().id}
