"""Rival of `counterfoil-cli ticket pdf --batch`: the equal tickets by reportlab, one A4 page a ticket.

    python reportlab_tickets.py FILE.json OUT.pdf [FONTS]

Fonts are read once and embedded as subsets; what every page has in common is one form XObject; the QR code is one path of whole
numbers. Binary streams instead of ASCII85, and the C accelerator of reportlab (rl_accel) is among the requirements.
"""
import json
import sys
from datetime import datetime
from pathlib import Path

from reportlab import rl_config

rl_config.useA85 = 0

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import qr

FONTS = Path(__file__).resolve().parents[2] / "src-tauri/crates/paper/fonts"
REGULAR, BOLD, MONO = "NotoSans-Regular", "NotoSans-SemiBold", "NotoSansMono-Medium"
INK, SOFT, RULE, ACCENT = HexColor("#1d1d1f"), HexColor("#66666b"), HexColor("#c8c8cc"), HexColor("#0b7a75")
HEIGHT = A4[1]
LEFT, MIDDLE, RIGHT, STUB = 76.5, 239.5, 544.0, 459.0


def draw_frame(canvas):
    """What all pages share."""
    canvas.beginForm("frame", upperx=A4[0], uppery=HEIGHT)
    canvas.setFillColor(ACCENT)
    canvas.roundRect(51, HEIGHT - 59.5, 23, 17, 3, stroke=0, fill=1)
    text(canvas, 82, 55, "Counterfoil", BOLD, 10.5)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.7)
    canvas.roundRect(51, HEIGHT - 360, 493, 273, 9)
    canvas.line(51, HEIGHT - 788.5, RIGHT, HEIGHT - 788.5)
    canvas.setDash(3, 3)
    canvas.line(374, HEIGHT - 97, 374, HEIGHT - 350)
    for x, y, label in [
        (LEFT, 193.5, "Date"), (MIDDLE, 193.5, "Time"), (LEFT, 241, "Holder"),
        (MIDDLE, 241, "Visitor"), (LEFT, 280, "Order"), (MIDDLE, 280, "Price"),
    ]:
        text(canvas, x, y, label, REGULAR, 7.5, SOFT)
    text(canvas, 51, 393, "Conditions", BOLD, 8)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(RIGHT, HEIGHT - 802, "Page 1 of 1")
    canvas.endForm()


def text(canvas, x, y, words, font, size, color=INK):
    """A line whose baseline is `y` below the page's top."""
    canvas.setFont(font, size)
    canvas.setFillColor(color)
    canvas.drawString(x, HEIGHT - y, words)


def centred(canvas, y, words, font, size, color=INK):
    canvas.setFont(font, size)
    canvas.setFillColor(color)
    canvas.drawCentredString(STUB, HEIGHT - y, words)


def draw_code(canvas, words):
    side, runs = qr.runs(words)
    canvas.saveState()
    canvas.translate(406, HEIGHT - 219)
    canvas.scale(106 / side, 106 / side)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for x, y, length in runs:
        path.rect(x, side - 1 - y, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def draw_title(canvas, title):
    """Large on one line, or smaller on as many as it needs."""
    size, y = (23, 129) if pdfmetrics.stringWidth(title, BOLD, 23) < 285 else (15, 119)
    for line in simpleSplit(title, BOLD, size, 285):
        text(canvas, LEFT, y, line, BOLD, size)
        y += 17


def draw_ticket(canvas, ticket):
    starts = datetime.fromisoformat(ticket["starts_at"])
    canvas.doForm("frame")
    draw_title(canvas, ticket["title"])
    text(canvas, LEFT, 151, ticket["venue"], BOLD, 10)
    text(canvas, LEFT, 165, ticket["address"], REGULAR, 9, SOFT)
    text(canvas, LEFT, 216, starts.strftime("%a %-d %b %Y"), BOLD, 17)
    text(canvas, MIDDLE, 216, starts.strftime("%H:%M"), BOLD, 17, ACCENT)
    text(canvas, LEFT, 256.5, ticket["holder"], BOLD, 10.5)
    text(canvas, MIDDLE, 256.5, ticket["visitor_type"], BOLD, 10.5)
    text(canvas, LEFT, 295, ticket["order_code"], BOLD, 10.5)
    text(canvas, MIDDLE, 295, ticket["price"], BOLD, 10.5)
    draw_code(canvas, ticket["barcode"])
    centred(canvas, 247.5, ticket["barcode"], MONO, 10.5)
    centred(canvas, 307, ticket["visitor_type"], BOLD, 10.5)
    centred(canvas, 320.5, ticket["holder"], REGULAR, 9, SOFT)
    centred(canvas, 334, "Order " + ticket["order_code"], REGULAR, 8, SOFT)
    block = canvas.beginText(51, HEIGHT - 409.5)
    block.setFont(REGULAR, 7.5, 10.6)
    block.setFillColor(SOFT)
    for line in simpleSplit(ticket["conditions"], REGULAR, 7.5, 232):
        block.textLine(line)
    canvas.drawText(block)
    canvas.showPage()


def main(source, target, fonts=FONTS):
    tickets = json.loads(Path(source).read_text(encoding="utf-8"))
    for name in (REGULAR, BOLD, MONO):
        pdfmetrics.registerFont(TTFont(name, str(Path(fonts) / f"{name}.ttf")))
    canvas = Canvas(target, pagesize=A4, pageCompression=1, initialFontName=REGULAR)
    draw_frame(canvas)
    for ticket in tickets:
        qr.check(ticket)
        draw_ticket(canvas, ticket)
    canvas.save()


if __name__ == "__main__":
    main(*sys.argv[1:])
