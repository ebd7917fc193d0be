"""The translatable terms of an add-on, as its .pot: exported from a database that has it."""

import io
import re

from odoo.tools.translate import trans_export

from .paths import ROOT


def pot_path(addon):
    """Return where the .pot of *addon* is kept."""
    return ROOT / addon / "i18n" / f"{addon}.pot"


def export(env, addon):
    """Return the .pot as bytes; without its dates, so that equal terms give equal files."""
    buffer = io.BytesIO()
    trans_export(None, [addon], buffer, "po", env)
    return re.sub(rb'"(POT-Creation|PO-Revision)-Date: .*\n', b"", buffer.getvalue())


def write(env, addon):
    """Write the .pot of *addon* into its i18n folder."""
    path = pot_path(addon)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(export(env, addon))
