"""The label of a folder, 150 × 50 mm, drawn point by point; knows no model (spec AF-4)."""

import io
from functools import cache
from typing import NamedTuple

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from odoo.tools import file_path

WIDTH, HEIGHT = 150 * mm, 50 * mm
MARGIN = 4 * mm
RIGHT = 50 * mm  # width of the column with legend and barcode
LEFT = WIDTH - RIGHT - 3 * MARGIN
WIDEST_BAR = 1.1  # points of one module
FONTS = {"Lato": "Lato-Reg-webfont.ttf", "Lato-Bold": "Lato-Bol-webfont.ttf"}


class Label(NamedTuple):
    """What a label says; *labels* are the words before service, extra services and legend."""

    client: str
    number: str
    kind: str
    extras: str
    legend: str
    labels: tuple[str, str, str]


class Block(NamedTuple):
    """Room for a text: at most *lines* lines, from the *largest* to the *smallest* size."""

    font: str
    largest: int
    smallest: int
    lines: int


CLIENT = Block("Lato-Bold", 22, 9, 3)
KIND = Block("Lato", 12, 8, 2)
EXTRAS = Block("Lato", 10, 7, 2)
LEGEND = Block("Lato-Bold", 13, 7, 2)
NUMBER = Block("Lato-Bold", 13, 7, 1)


def draw_labels(labels):
    """Return a PDF with a page for each of *labels*."""
    _register_fonts()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for label in labels:
        _draw(canvas, label)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def fit(text, block, width):
    """Return the size and the lines in which *text* fits; what is left over ends in an ellipsis."""
    for size in range(block.largest, block.smallest - 1, -1):
        lines = _wrap(text, block.font, size, width)
        if len(lines) <= block.lines:
            return size, lines
    kept = lines[: block.lines]
    kept[-1] = _cut(kept[-1], block.font, block.smallest, width)
    return block.smallest, kept


@cache
def _register_fonts():
    for name, file in FONTS.items():
        path = file_path(f"web/static/fonts/lato/{file}")
        pdfmetrics.registerFont(TTFont(name, path))


def _wrap(text, font, size, width):
    """Return the lines of *text*, broken between words, or within one that is too long."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, font, size) <= width:
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while _width(lines[-1], font, size) > width:
            head = _head(lines[-1], font, size, width)
            lines[-1:] = [head, lines[-1][len(head) :]]
    return lines


def _head(word, font, size, width):
    """Return as much of the start of *word* as fits, at least a letter."""
    end = len(word)
    while end > 1 and _width(word[:end], font, size) > width:
        end -= 1
    return word[:end]


def _cut(line, font, size, width):
    while line and _width(f"{line}…", font, size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _width(text, font, size):
    return pdfmetrics.stringWidth(text, font, size)


def _draw(canvas, label):
    service, extras, folder = label.labels
    top = _write(canvas, label.client, CLIENT, MARGIN, HEIGHT - MARGIN, LEFT)
    if label.kind:
        top = _write(canvas, f"{service}: {label.kind}", KIND, MARGIN, top - 2 * mm, LEFT)
    if label.extras:
        _write(canvas, f"{extras}: {label.extras}", EXTRAS, MARGIN, top - 1.5 * mm, LEFT)
    _draw_legend(canvas, folder, label.legend)
    _draw_number(canvas, label.number)


def _write(canvas, text, block, left, top, width):
    """Write *text* below *top*; return where it ends."""
    size, lines = fit(text, block, width)
    canvas.setFont(block.font, size)
    for line in lines:
        top -= size * 1.15
        canvas.drawString(left, top + size * 0.2, line)
    return top


def _draw_legend(canvas, word, legend):
    left, height = WIDTH - MARGIN - RIGHT, 16 * mm
    bottom = HEIGHT - MARGIN - height
    canvas.setLineWidth(1)
    canvas.rect(left, bottom, RIGHT, height)
    canvas.setFont("Lato", 7)
    canvas.drawString(left + 2 * mm, bottom + height - 3.5 * mm, word)
    if legend:
        room = RIGHT - 4 * mm
        _write(canvas, legend, LEGEND, left + 2 * mm, bottom + height - 4 * mm, room)


def _draw_number(canvas, number):
    """Draw the number below its barcode; Code 128 knows no accents, so such a number has none."""
    middle = WIDTH - MARGIN - RIGHT / 2
    size, (text,) = fit(number, NUMBER, RIGHT)
    canvas.setFont(NUMBER.font, size)
    canvas.drawCentredString(middle, MARGIN, text)
    if number.isascii():
        _draw_bars(canvas, number, middle)


def _draw_bars(canvas, number, middle):
    modules = Code128(number, barWidth=1, quiet=False).width
    # Ten modules of white on both sides: scanners need them.
    module = min(WIDEST_BAR, RIGHT / (modules + 20))
    bars = Code128(number, barWidth=module, barHeight=14 * mm, quiet=False)
    bars.drawOn(canvas, middle - bars.width / 2, MARGIN + 5.5 * mm)
