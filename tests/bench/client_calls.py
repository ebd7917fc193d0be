"""What the web client asks of the server to fill a view: the fields of that very view.

The view itself is looked up beforehand; the client does that once and keeps it.
"""

import json

from lxml import etree

ROWS = 80  # what the client loads at once


def load_view(env, model, view_type):
    """Return the view's architecture."""
    views = env[model].get_views([(False, view_type)])["views"]
    return etree.fromstring(views[view_type]["arch"])


def fill_kanban(records, arch, groupby):
    """Load the first page of every column of a kanban, and the progress bars above them."""
    records.web_read_group(
        [],
        [groupby],
        ["__count"],
        auto_unfold=True,
        unfold_read_specification=_specification(records, arch),
        unfold_read_default_limit=ROWS,
    )
    for bar in arch.iter("progressbar"):
        colors = json.loads(bar.get("colors"))
        records.read_progress_bar([], groupby, {"field": bar.get("field"), "colors": colors})


def fill_list(records, arch, domain=()):
    """Load the first page of a list, and return it."""
    specification = _specification(records, arch)
    return records.web_search_read(domain, specification, limit=ROWS, count_limit=10001)


def _specification(records, arch):
    """Return the fields that *arch* shows, with the names of the records they point to."""
    nodes = {node.get("name"): node for node in arch.iter("field")}
    return {
        name: _parts(records, records._fields[name], node.get("widget"))
        for name, node in sorted(nodes.items())
    }


def _parts(records, field, widget):
    if not field.relational:
        return {}
    is_plain = field.type == "many2one" and widget != "status_badge"
    shown = ("display_name",) if is_plain else ("display_name", "color")
    known = records.env[field.comodel_name]._fields
    return {"fields": {name: {} for name in shown if name in known}}
