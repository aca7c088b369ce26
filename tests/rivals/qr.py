"""QR codes for the rivals: the modules of a text at level M, by zxing-cpp.

Its encoder is C++ and ten to twenty times as fast as those in Python (reportlab's own, segno), so no rival is slowed by it.
"""
import zxingcpp


def check(ticket):
    """The rivals draw QR codes only."""
    if ticket.get("barcode_format", "") not in ("", "QRCODE"):
        raise SystemExit(f"Only QRCODE is drawn here, not {ticket['barcode_format']}.")


def rows(text):
    """The symbol without its quiet zone, rows of bytes from the top: 0 is dark."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(symbol.to_image(scale=1, add_quiet_zones=False))
    flat, side = picture.tobytes(), picture.shape[1]
    return [flat[at:at + side] for at in range(0, len(flat), side)]


def runs(text):
    """Side of the symbol and its dark runs (column, row from the top, length)."""
    found = []
    lines = rows(text)
    for y, line in enumerate(lines):
        x = line.find(0)
        while x >= 0:
            end = line.find(255, x)
            end = len(line) if end < 0 else end
            found.append((x, y, end - x))
            x = line.find(0, end)
    return len(lines), found
