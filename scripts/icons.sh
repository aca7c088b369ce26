#!/usr/bin/env bash
# Draws every size of the mark from icons/icon.svg. Needs rsvg-convert (apt-get install librsvg2-bin) and `make setup`.
set -euo pipefail
cd "$(dirname "$0")/../icons"
python="${XDG_CACHE_HOME:-$HOME/.cache}/counterfoil/venv/bin/python"

draw() { rsvg-convert --width "$1" --height "$1" --output "$2" icon.svg; }

draw 32 32x32.png
draw 128 128x128.png
draw 256 128x128@2x.png
draw 512 icon.png
for size in 30 44 71 89 107 142 150 284 310; do draw "$size" "Square${size}x${size}Logo.png"; done
draw 50 StoreLogo.png

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
for size in 16 24 32 48 64 128 256 512 1024; do draw "$size" "$scratch/$size.png"; done
# Each size is drawn from the vector, none is scaled from another.
"$python" - "$scratch" <<'PYTHON'
import sys
from PIL import Image

def drawn(size):
    return Image.open(f"{sys.argv[1]}/{size}.png").convert("RGBA")

windows = [drawn(size) for size in (256, 128, 64, 48, 32, 24, 16)]
windows[0].save("icon.ico", sizes=[image.size for image in windows], append_images=windows[1:])
apple = [drawn(size) for size in (1024, 512, 256, 128, 64, 32, 16)]
apple[0].save("icon.icns", append_images=apple[1:])
PYTHON
