import re
from functools import lru_cache

from odoo import api, models
from odoo.tools import LazyTranslate, remove_accents
from odoo.tools.translate import PoFileReader, code_translations, get_po_paths

from .person_mixin import PERSON_FACTS

_lt = LazyTranslate(__name__)

MODULE = "dosmart_crm"
# Sheets are typed in Spanish also where Odoo speaks English, or has no Spanish installed.
PAPER_LANG = "es"

# No sentences for a user, whose language would count: the words of all languages are read.
# pylint: disable=prefer-env-translation

# Words of files besides the labels, separated by ";". Translate them into those of the paper
# form: they need not mean the same word by word.
COLUMN_WORDS = {
    "name": _lt("Name; Full Name"),
    "contact_name": _lt("Name; Full Name"),
    "company_name": _lt("Company; Name of the Company"),
    "partner_name": _lt("Company; Name of the Company"),
    "phone": _lt("Phone; Telephone"),
    "email": _lt("Email; Mail"),
    "email_from": _lt("Email; Mail"),
    "vat": _lt("Tax ID; VAT"),
    "need_level": _lt("Need; Need for Product or Service"),
    "had_surveillance": _lt("Had Surveillance; Had a Surveillance Service"),
    "attracted": _lt("Attracted; Attracted by the Offers We Have"),
    "alliance": _lt("Alliance; Possibility of Some Kind of Alliance"),
    "heard_source_id": _lt("How Did They Hear of Us; Heard of Us"),
    "attitude": _lt("Attitude; Attitude of the Client in the Visit"),
}
LEVEL_WORDS = {
    "high": _lt("High; High Needs"),
    "medium": _lt("Medium; Medium Needs"),
    "low": _lt("Low; Low Needs"),
}
ANSWER_WORDS = {
    "socioeconomic_level": LEVEL_WORDS,
    "need_level": LEVEL_WORDS,
    "marital_status": {
        "single": _lt("Single; Unmarried"),
        "married": _lt("Married; Has a Spouse"),
        "other": _lt("Other; Another"),
    },
    "business_kind": {"other": _lt("Other; Another")},
    "alliance": {"very_likely": _lt("Very Likely; Very Probable")},
}
# Lists short enough to be read at once, and whose records files call by many names.
CATALOGUES = (
    "dosmart.client.status",
    "dosmart.competitor",
    "dosmart.day.part",
    "dosmart.personality",
    "dosmart.tax.regime",
    "dosmart.weekday",
    "res.partner.industry",
    "utm.source",
)


def plain(text):
    """Return *text* as two texts are compared: without accents, case, signs, wide gaps."""
    return re.sub(r"\W+", " ", remove_accents(text).casefold()).strip()


def alternatives(term):
    """Return the words of *term* in English and as on paper."""
    paper = code_translations.get_python_translations(MODULE, PAPER_LANG)
    return [*term._source.split(";"), *paper.get(term._source, "").split(";")]


@lru_cache(maxsize=1)
def paper_terms():
    """Return what our es.po says, as {("model,field", XML id without module): text}."""
    rows = (row for path in get_po_paths(MODULE, PAPER_LANG) for row in PoFileReader(path))
    return {(row["name"], row["imd_name"]): row["value"] for row in rows if row["type"] == "model"}


class ClientSheetMixin(models.AbstractModel):
    """What files call the columns and answers of the sheet, in either language."""

    _inherit = "dosmart.client.sheet.mixin"

    @api.model
    def _import_answer_names(self):
        """Return the fields whose presence among the columns makes a file one of sheets."""
        return self._sheet_field_names() | set(PERSON_FACTS)

    @api.model
    def _import_columns(self):
        """Return which field a column is about, as {plain header: field name}."""
        columns = {}
        for name in sorted(self._import_answer_names()):
            for label in self._import_labels(name):
                columns[plain(label)] = name
        for name, term in COLUMN_WORDS.items():
            if name in self._fields:
                columns |= dict.fromkeys(map(plain, alternatives(term)), name)
        return columns

    @api.model
    def _import_labels(self, name):
        labels = self.env["ir.model.fields"]
        key = ("ir.model.fields,field_description", f"field_{self._table}__{name}")
        return filter(
            None,
            (
                labels.get_field_string(self._name).get(name),
                labels.with_context(lang="en_US").get_field_string(self._name).get(name),
                paper_terms().get(key),
            ),
        )

    @api.model
    def _import_words(self, name):
        """Return what the words in a column of field *name* mean, as {plain word: key or id}.

        None if that field takes words of any kind.
        """
        field = self._fields[name]
        if name not in self._import_answer_names() | {"industry_id"}:
            return None
        if field.type == "selection":
            return self._import_selection_words(name)
        if field.relational and field.comodel_name in CATALOGUES:
            return self._import_record_words(self.env[field.comodel_name])
        return None

    @api.model
    def _import_selection_words(self, name):
        sheet = self.env["dosmart.client.sheet"]
        model = sheet if name in sheet._fields else self
        words = {}
        for key, label in self._fields[name]._description_selection(self.env):
            paper = ("ir.model.fields.selection,name", f"selection__{model._table}__{name}__{key}")
            source = dict(model._fields[name].selection)[key]
            names = [key, label, source, paper_terms().get(paper)]
            if term := ANSWER_WORDS.get(name, {}).get(key):
                names += alternatives(term)
            words |= {plain(word): key for word in names if word}
        return words

    @api.model
    def _import_record_words(self, catalogue):
        """Return the ids of the active records of *catalogue* by all their names.

        A name that two records share is left out; Odoo then says that it is ambiguous.
        """
        records = catalogue.search([])
        found = {}
        for lang, _name in self.env["res.lang"].get_installed():
            for record in records.with_context(lang=lang):
                for name in {"display_name", *(catalogue._rec_names_search or ())}:
                    found.setdefault(plain(record[name] or ""), set()).add(record.id)
        words = {word: ids.pop() for word, ids in found.items() if word and len(ids) == 1}
        return self._import_paper_names(records) | words

    @api.model
    def _import_paper_names(self, records):
        """Return {plain name in es.po: id} of those of *records* that we ship."""
        # sudo: XML ids are no secret; they only say which record a shipped name is about.
        known = self.env["ir.model.data"].sudo()
        rows = known.search_fetch(
            [
                ("module", "=", MODULE),
                ("model", "=", records._name),
                ("res_id", "in", records.ids),
            ],
            ["name", "res_id"],
        )
        names = {row: paper_terms().get((f"{records._name},name", row.name)) for row in rows}
        return {plain(name): row.res_id for row, name in names.items() if name}
