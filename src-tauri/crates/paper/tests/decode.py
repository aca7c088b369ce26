"""Reads the codes on the pages in a folder with zxing-cpp; one line for each, the payload's bytes in hexadecimal."""

import pathlib
import sys

import zxingcpp
from PIL import Image

for page in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    for code in zxingcpp.read_barcodes(Image.open(page)):
        print(code.bytes.hex())
