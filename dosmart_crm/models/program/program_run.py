import logging

from psycopg2 import OperationalError

from odoo import api, fields, models

FIRST_BATCH = 200
_logger = logging.getLogger(__name__)


class ContactProgram(models.Model):
    """The job that plans contacts and makes them; a program that fails stops no other."""

    _inherit = "dosmart.contact.program"

    run_error = fields.Char(
        "Stopped by",
        readonly=True,
        copy=False,
        help="Why the last run of this program failed, such as an email that cannot be written. "
        "It is tried again every hour.",
    )

    def action_run_now(self):
        """Plan what is due today and make it happen; of very many the first, and the rest soon."""
        self.check_access("write")
        # sudo: contacts are written by our methods alone, not by whoever may run a program.
        for program in self.sudo().filtered("is_on"):
            program._plan()
            program._fire_batch(FIRST_BATCH)
            program.run_error = False
        # sudo: whoever runs a program does not see crons.
        self.env.ref("dosmart_crm.contact_program_cron").sudo()._trigger()

    @api.model
    def _cron_run(self, batch_size=500):
        """Plan all programs, one by one, then make what is due happen, some at a time."""
        jobs = self.env["ir.cron"]
        programs = self.search([("is_on", "=", True)])
        awake = programs.filtered(lambda program: program.company_id._may_contact_now())
        jobs._commit_progress(remaining=2 * len(awake))
        for program in awake:
            program._try(program._plan)
            if not jobs._commit_progress(1):
                return
        for program in awake.filtered(lambda program: not program.run_error):
            while fired := program._try(program._fire_batch, batch_size):
                if not jobs._commit_progress(fired, remaining=len(awake)):
                    return
        jobs._commit_progress(len(awake), remaining=0)

    def _try(self, work, *args):
        """Return what *work* returns; if it fails nothing of it is kept but why it failed."""
        try:
            with self.env.cr.savepoint():
                done = work(*args)
            error = False
        except OperationalError:
            raise  # of two workers at once one starts anew
        except Exception as failure:
            _logger.exception("Contact program %s failed", self.id)
            done, error = False, str(failure) or type(failure).__name__
        if self.run_error != error:
            self.run_error = error
        return done
