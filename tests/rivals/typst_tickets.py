"""Rival of `counterfoil-cli ticket pdf --batch`: the equal tickets by Typst, one A4 page a ticket.

    python typst_tickets.py FILE.json OUT.pdf [FONTS]

One compilation in this process by the wheel `typst`, of `ticket.typ` beside this file. Typst's QR packages come from its own
server and run in WebAssembly; here the symbols are made before by `qr.py`, which is faster, and given as SVG. Neither the fonts of the computer nor
Typst's own are looked through, and no tags are written, as in the other files.
"""
import json
import sys
from datetime import datetime
from pathlib import Path

import typst

import qr

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "src-tauri/crates/paper/fonts"


def svg(words):
    """The code as one path."""
    side, runs = qr.runs(words)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def ready(ticket):
    qr.check(ticket)
    starts = datetime.fromisoformat(ticket["starts_at"])
    return ticket | {
        "day": starts.strftime("%a %-d %b %Y"),
        "time": starts.strftime("%H:%M"),
        "code": svg(ticket["barcode"]),
    }


def main(source, target, fonts=FONTS):
    tickets = json.loads(Path(source).read_text(encoding="utf-8"))
    typst.compile(
        HERE / "ticket.typ",
        output=target,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        sys_inputs={"tickets": json.dumps([ready(one) for one in tickets], ensure_ascii=False)},
        pdf_tags=False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
