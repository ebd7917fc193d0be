"""Numbers below the pages of a PDF, whichever wkhtmltopdf made it; knows no model."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from odoo.tools.pdf import PdfFileReader, PdfFileWriter

SIZE = 9  # points
BOTTOM = 7 * mm


def number_pages(content):
    """Return the PDF *content* with “1 / 3” in the middle below each page; one page needs none."""
    pdf = PdfFileReader(io.BytesIO(content), strict=False)
    pages = [pdf.getPage(index) for index in range(pdf.getNumPages())]
    if len(pages) < 2:
        return content
    numbers, numbered = PdfFileReader(_draw_numbers(pages)), PdfFileWriter()
    for index, page in enumerate(pages):
        numbered.addPage(page)
        numbered.getPage(index).mergePage(numbers.getPage(index))
    file = io.BytesIO()
    numbered.write(file)
    return file.getvalue()


def _draw_numbers(pages):
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, page in enumerate(pages, start=1):
        width, height = map(float, page.mediaBox[2:])
        canvas.setPageSize((width, height))
        canvas.setFontSize(SIZE)
        canvas.drawCentredString(width / 2, BOTTOM, f"{number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return file
