"""The client's answers reach the records: the newer wins, the older goes to the chatter."""

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .portal_parser import AnswerError
from .sheet_paper_layout import CONTACT_FACTS


class SheetInvitation(models.Model):
    _inherit = "dosmart.sheet.invitation"

    def _take_form(self, sent, seen):
        """Write what the client changed; return ``{question name: why it was refused}``.

        :param dict sent: {question name: answer as the browser sends it}
        :param dict seen: the same, as the client saw it before; what is equal stays untouched,
            so that an old page does not undo what somebody else answered meanwhile
        """
        values, errors = {}, {}
        for question in self._changed_questions(sent, seen):
            try:
                raw = self._clean(sent.get(question.name, ""))
                values[question.name] = self._parse_answer(question, raw)
            except AnswerError as refusal:
                errors[question.name] = str(refusal)
        return errors or self._write_or_explain(values)

    def _changed_questions(self, sent, seen):
        """Return the questions whose answers were changed or are missing.

        With another name for the main contact, the rest of the contact is that person's too.
        """
        questions = [one for _section, asked in self._form_sections() for one in asked]
        typed = {one.name: self._clean(sent.get(one.name, "")) for one in questions}
        known = {one.name: self._clean(seen.get(one.name, one.raw)) for one in questions}
        changed = {name for name in typed if typed[name] != known[name]}
        if "contact_name" in changed:
            changed |= {name for name in CONTACT_FACTS if typed[name]}
        changed |= {one.name for one in questions if one.is_required and not typed[one.name]}
        return [one for one in questions if one.name in changed and not one.is_fixed]

    def _write_or_explain(self, values):
        """Write all of *values* or nothing; return why, by question."""
        if not (reason := self._refusal(values)):
            return {}
        for name, value in values.items():
            if alone := self._refusal({name: value}, keep=False):
                return {name: alone}
        return {next(iter(values)): reason}

    def _refusal(self, values, keep=True):
        """Try to write *values*; return the message if a model refuses them."""
        try:
            with self.env.cr.savepoint() as savepoint:
                self._take_turn()
                self._take_answers(values)
                self.env.flush_all()
                if not keep:
                    savepoint.rollback()
        except (UserError, ValidationError) as error:
            return str(error)
        finally:
            if not keep:
                self.env.invalidate_all()
        return None

    def _take_turn(self):
        """Let answers for the same sheet come one by one: Odoo repeats the request of the later.

        Without it the later one could fail for good, at a follower that both add.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE dosmart_client_sheet SET write_date = write_date WHERE id = %s",
                self.sheet_id.id,
            )
        )

    def _take_answers(self, values):
        """Write *values* (question name -> value), note what they replaced and tell sales."""
        noted = self.with_context(lang=(self.sheet_id._owner().user_id or self.create_uid).lang)
        before = noted._answers_now(values)
        if contact := {name: values[name] for name in values.keys() & CONTACT_FACTS.keys()}:
            self._write_contact(contact)
        by_holder = {}
        for name in values.keys() - contact.keys():
            holder, field_name = self._holder(name)
            by_holder.setdefault(holder, {})[field_name] = values[name]
        for holder, vals in by_holder.items():
            holder.write(vals)
        noted._note_answers(before, noted._answers_now(values))

    def _answers_now(self, names):
        """Return label and answer of *names* as people read them, as {name: (label, answer)}."""
        return {name: self._answer_now(name) for name in names}

    def _answer_now(self, name):
        holder, field_name = self._holder(name)
        label = self.env["crm.lead"]._fields[name]._description_string(self.env)
        field = holder._fields[field_name]
        value = field.convert_to_export(holder[field_name], holder) if holder else ""
        return label, str(value) if value else ""

    def _write_contact(self, values):
        """Change the main contact, or make the person named the main contact.

        Another name is another person: nobody is renamed.
        """
        owner = self.sheet_id._owner()
        if owner._name == "crm.lead":
            owner.write(values)
            return
        contact = self.sheet_id.main_contact_id
        vals = {CONTACT_FACTS[name]: value for name, value in values.items()}
        name = vals.pop("name", contact.name)
        if (name or "").casefold() != (contact.name or "").casefold():
            contact = self._contact_named(owner, name)
            self.sheet_id.main_contact_id = contact
        if contact.with_context(active_test=False).user_ids:
            vals.pop("email", None)  # as in _is_fixed
        contact.write(vals)

    def _contact_named(self, client, name):
        for contact in client.child_ids:
            if (contact.name or "").casefold() == name.casefold():
                return contact
        company = client.company_id.id
        return client.create({"name": name, "parent_id": client.id, "company_id": company})

    def _note_answers(self, before, after):
        """Tell the client's chatter what came and what it replaced, and the salespeople once."""
        changed = [name for name in before if before[name] != after[name]]
        if changed:
            lost = [(*before[name], after[name][1]) for name in changed if before[name][1]]
            self._post_answers([before[name][0] for name in changed], lost)
        if not self.answered_on:
            self._ask_to_read()
        self.answered_on = fields.Datetime.now()
        self.sheet_id._mark_verified()
        self.answer_count += 1

    def _post_answers(self, labels, lost):
        owner, author = self.sheet_id._owner(), self.partner_id
        body = Markup("<p>%s</p>") % self.env._(
            "%(who)s answered in the form of the client sheet: %(answers)s.",
            who=self._recipient().display_name,
            answers=", ".join(labels),
        )
        if lost:
            body += self.env["dosmart.answer.mixin"]._lost_answers_note(lost)
        owner.message_post(
            body=body, author_id=author.id, email_from=author.email_formatted or self.email
        )

    def _ask_to_read(self):
        """Give each salesperson of an open lead one activity; without any, the client's one."""
        leads = self.env["crm.lead"].search(
            [("client_sheet_id", "=", self.sheet_id.id), ("stage_id.is_won", "=", False)]
        )
        by_user = {lead.user_id: lead for lead in leads.sorted("id") if lead.user_id}
        owner = self.sheet_id._owner()
        for user, record in (by_user or {owner.user_id or self.create_uid: owner}).items():
            record.with_context(lang=user.lang).activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=self.with_context(lang=user.lang).env._(
                    "%s answered the client sheet: read it", self._recipient().display_name
                ),
            )
