#!/usr/bin/env bash
# Installs what is missing and only that: system packages, the Python judges, the window's packages, cargo's tools.
# Usage: scripts/setup.sh [system|window-system|python|rivals|ui|deny|fuzz]...
set -euo pipefail
cd "$(dirname "$0")/.."

cache="${XDG_CACHE_HOME:-$HOME/.cache}/counterfoil"
deny_version=0.20.2
fuzz_version=0.13.2

# To build and show the window.
window_packages=(build-essential pkg-config libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev dbus)
# To test it without a display, with a real keyring, and to judge what it prints.
test_packages=(xvfb xauth webkit2gtk-driver dbus-x11 gnome-keyring libsecret-tools poppler-utils qpdf fonts-liberation
    cups cups-client printer-driver-cups-pdf)

say() { printf 'setup: %s\n' "$*" >&2; }

system() {
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian; please see to it that the equivalents of these are there: $*"
        return
    fi
    local missing=()
    # One call for all: a package that was never heard of is not in the answer.
    local installed
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    local package
    for package in "$@"; do
        [[ $'\n'$installed$'\n' == *$'\n'"$package installed"$'\n'* ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    local root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "packages are missing, and only root can install them. As root, run:"
            say "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
            exit 1
        fi
        root=(sudo)
    fi
    say "installing ${missing[*]}"
    "${root[@]}" apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# Packages of a file, in an environment of their own.
python() {
    local venv="$cache/$1" packages="$2"
    cmp -s "$packages" "$venv/installed.txt" && return
    python3 -c 'import ensurepip' 2>/dev/null || system python3-venv
    say "installing the Python packages of $packages"
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$packages"
    # Last, so that an installation that broke off is repeated.
    cp "$packages" "$venv/installed.txt"
}

ui() {
    # npm writes this file last; the folder alone may be half an installation.
    local done=ui/node_modules/.package-lock.json
    [[ -f $done && ! ui/package-lock.json -nt $done ]] && return
    say "installing the window's packages"
    npm --prefix ui ci --no-audit --no-fund
    touch "$done"
}

# A tool of cargo's, by its name and version.
tool() {
    PATH="$cache/tools/bin:$PATH" cargo "$1" --version >/dev/null 2>&1 && return
    say "building cargo-$1 $2, once"
    local target="$cache/tools/target-$1"
    CARGO_TARGET_DIR="$target" cargo install "cargo-$1" --version "$2" --locked --root "$cache/tools"
    rm -rf "$target"
}

for part in "${@:-all}"; do
    case $part in
        system) system "${window_packages[@]}" "${test_packages[@]}" ;;
        window-system) system "${window_packages[@]}" ;;
        python) python venv scripts/requirements.txt ;;
        # Others that make tickets, for the bench.
        rivals) python rivals tests/rivals/requirements.txt ;;
        ui) ui ;;
        deny) tool deny "$deny_version" ;;
        # The fuzzer itself is C++.
        fuzz) system build-essential; tool fuzz "$fuzz_version" ;;
        all) system "${window_packages[@]}" "${test_packages[@]}"; python venv scripts/requirements.txt; ui ;;
        *) say "no such part: $part"; exit 2 ;;
    esac
done
