"""A scanner at the end of a line: takes pictures from standard input, says what zxing-cpp reads in each.

A picture is width and height as 32 bits, little end first, and a byte of luminance for every dot. The answer is a line:
the code's text as UTF-8 and its bytes, both in hexadecimal, with a colon between them; empty when nothing is read.
"""

import struct
import sys

import zxingcpp
from zxingcpp import BarcodeFormat

# What a scanner at a gate is set to.
FORMATS = [
    BarcodeFormat.QRCode,
    BarcodeFormat.Aztec,
    BarcodeFormat.DataMatrix,
    BarcodeFormat.PDF417,
    BarcodeFormat.Code128,
    # Not its Italian variant for medicines, which takes some six letters for nine digits.
    BarcodeFormat.Code39Std,
    BarcodeFormat.EAN13,
    BarcodeFormat.ITF,
]

source = sys.stdin.buffer
while head := source.read(8):
    width, height = struct.unpack("<II", head)
    picture = memoryview(source.read(width * height)).cast("B", (height, width))
    code = zxingcpp.read_barcode(picture, formats=FORMATS, try_invert=False)
    # Noise reads as a few digits of this format, which has no check; no ticket has so few.
    if code and code.format == BarcodeFormat.ITF and len(code.text) < 6:
        code = None
    print(f"{code.text.encode().hex()}:{code.bytes.hex()}" if code else "", flush=True)
