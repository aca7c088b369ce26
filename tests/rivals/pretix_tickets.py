"""Rival of `counterfoil-cli ticket pdf --batch`: the equal tickets by pretix's own renderer, one A4 page a ticket.

    python pretix_tickets.py FILE.json OUT.pdf [FONTS]

The quickest way through `pretix.base.pdf.Renderer`: one renderer, one canvas, and one merge with the background, which is what all
pages share. (pretix's own export of all tickets makes a renderer, a canvas and a merge for each ticket.) The event lies in a
database in memory; the tickets come as variables of the layout, as a plugin gives them, so that nothing is asked of a database
for them. The QR code is as pretix draws it, at level H.

Loading Django and pretix takes some seconds, so the processor seconds of the drawing alone are printed as JSON.
"""
import json
import os
import sys
import time
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

os.environ["DJANGO_SETTINGS_MODULE"] = "pretix.testutils.settings"

import django
from django.conf import settings

settings.DEBUG = False
settings.DATABASES["default"]["NAME"] = ":memory:"
django.setup()

from django.core.management import call_command
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Event, Organizer
from pretix.base.pdf import Renderer, merge_background
from pretix.helpers.reportlab import register_ttf_font_if_new
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import qr
import reportlab_tickets as equal

POINT = 25.4 / 72
INK, SOFT, ACCENT = [29, 29, 31, 1], [102, 102, 107, 1], [11, 122, 117, 1]


def words(content, x, y, width, size, color=INK, bold=True, align="left", family="Noto Sans", lines=1):
    """A field of the layout whose first baseline is about `y` points below the page's top."""
    height = size * 1.4 * lines
    return {
        "type": "textcontainer", "page": 1, "content": content, "left": x * POINT, "width": width * POINT,
        "bottom": (A4[1] - y + size - height) * POINT, "height": height * POINT, "fontsize": size, "lineheight": 1.2,
        "fontfamily": family, "bold": bold, "italic": False, "color": color, "align": align, "verticalalign": "top",
    }


LAYOUT = [
    words("t:title", 76.5, 124, 290, 15),
    words("t:venue", 76.5, 151, 290, 10),
    words("t:address", 76.5, 165, 290, 9, SOFT, bold=False),
    words("t:day", 76.5, 216, 160, 17),
    words("t:time", 239.5, 216, 120, 17, ACCENT),
    words("t:holder", 76.5, 256.5, 160, 10.5),
    words("t:visitor_type", 239.5, 256.5, 120, 10.5),
    words("t:order_code", 76.5, 295, 160, 10.5),
    words("t:price", 239.5, 295, 120, 10.5),
    {
        "type": "barcodearea", "page": 1, "content": "secret", "left": 406 * POINT, "bottom": (A4[1] - 219) * POINT,
        "size": 106 * POINT, "nowhitespace": True,
    },
    words("t:barcode", 380, 247.5, 158, 10.5, bold=False, align="center", family="Noto Sans Mono"),
    words("t:visitor_type", 380, 307, 158, 10.5, align="center"),
    words("t:holder", 380, 320.5, 158, 9, SOFT, bold=False, align="center"),
    words("t:order_line", 380, 334, 158, 8, SOFT, bold=False, align="center"),
    words("t:conditions", 51, 409.5, 232, 7.5, SOFT, bold=False, lines=8),
]


def event_in_memory():
    call_command("migrate", run_syncdb=True, verbosity=0)
    organizer = Organizer.objects.create(name="Counterfoil", slug="counterfoil")
    return Event.objects.create(organizer=organizer, name="Tickets", slug="tickets", currency="EUR", date_from=now())


def position(ticket, order):
    """What the renderer asks of an order position."""
    qr.check(ticket)
    starts = datetime.fromisoformat(ticket["starts_at"])
    shown = ticket | {
        "day": starts.strftime("%a %-d %b %Y"),
        "time": starts.strftime("%H:%M"),
        "order_line": "Order " + ticket["order_code"],
    }
    return SimpleNamespace(secret=ticket["barcode"], order=order, subevent=None, variation_id=None, shown=shown)


def background(fonts):
    for name in (equal.REGULAR, equal.BOLD):
        pdfmetrics.registerFont(TTFont(name, str(Path(fonts) / f"{name}.ttf")))
    page = BytesIO()
    canvas = Canvas(page, pagesize=A4, initialFontName=equal.REGULAR)
    equal.draw_frame(canvas)
    canvas.doForm("frame")
    canvas.save()
    page.seek(0)
    return page


@scopes_disabled()
def main(source, target, fonts=equal.FONTS):
    tickets = json.loads(Path(source).read_text(encoding="utf-8"))
    event = event_in_memory()
    start = time.process_time()
    Renderer._register_fonts()
    for family, name in [("Noto Sans", equal.REGULAR), ("Noto Sans B", equal.BOLD), ("Noto Sans Mono", equal.MONO)]:
        register_ttf_font_if_new(family, str(Path(fonts) / f"{name}.ttf"))
    renderer = Renderer(event, LAYOUT, background(fonts))
    renderer.event_fonts += ["Noto Sans", "Noto Sans Mono"]
    for field in [*tickets[0], "day", "time", "order_line"]:
        renderer.variables[f"t:{field}"] = {"evaluate": lambda op, order, ev, field=field: op.shown[field]}
    order = SimpleNamespace(event=event)
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=A4)
    for ticket in tickets:
        renderer.draw_page(canvas, order, position(ticket, order))
    canvas.save()
    drawn.seek(0)
    behind = PdfWriter()
    for _ in tickets:
        behind.add_page(renderer.bg_pdf.pages[0])
    with open(target, "wb") as out:
        merge_background(PdfReader(drawn), behind, out, compress=True)
    print(json.dumps({"tickets": len(tickets), "drawing_cpu_seconds": round(time.process_time() - start, 3)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
