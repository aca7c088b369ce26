# Each target installs what it needs and does nothing twice. What is built lies outside the clone.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/counterfoil
export CARGO_TARGET_DIR ?= $(CACHE)/target
export COUNTERFOIL_PYTHON ?= $(CACHE)/venv/bin/python
# Where tests and the demo find `counterfoil`, `counterfoil-cli` and `counterfoil-sandbox`.
export COUNTERFOIL_BIN_DIR ?= $(CARGO_TARGET_DIR)/debug
export PATH := $(CACHE)/tools/bin:$(PATH)

.PHONY: help setup setup-window setup-deny ui build demo test check bench fuzz

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## install everything that tests and the demo need
	@scripts/setup.sh system python ui

setup-window: ## install only what building and running the window needs
	@scripts/setup.sh window-system ui

setup-deny:
	@scripts/setup.sh deny

# The window's pages, built again only when something they are made of has changed.
UI_SOURCES = $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null)

ui: setup-window
	@$(MAKE) --no-print-directory ui/dist/index.html

ui/dist/index.html: $(UI_SOURCES)
	npm --prefix ui run build

# Always the whole workspace: another choice of packages is another choice of features, and builds everything again.
build: ui
	cargo build --workspace --bins

demo: setup build ## start the desk in training mode; without a display, photograph it
	@if [[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then \
		"$(COUNTERFOIL_BIN_DIR)/counterfoil" --training; \
	else \
		mkdir -p demo; \
		"$(COUNTERFOIL_BIN_DIR)/demo-window" --out demo; \
		echo "No display here: the journey ran in the real window on a virtual one. It left, in $(CURDIR)/demo:"; \
		(cd demo && find . -type f | sort | sed 's|^\./|  |'); \
	fi

test: setup build ## run every test
	npm --prefix ui test
	cargo test --workspace 2>&1 | awk '{ print; fflush() } \
		/^test result:/ { passed += $$4; failed += $$6 } \
		END { printf "%d tests passed, %d failed\n", passed, failed }'

check: setup setup-deny ui ## formats, lints, documents, licences and every test
	cargo fmt --all --check
	npm --prefix ui run check
	cargo deny check bans licenses sources
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --lib
	$(MAKE) --no-print-directory test

# All in one build, so that the window is measured as people get it.
bench: setup ui ## measure refresh, list page, search, tickets and the window
	@scripts/setup.sh rivals
	cargo build --release --workspace --bin counterfoil --bin counterfoil-cli --bin bench --features counterfoil-journeys/rivals
	COUNTERFOIL_RIVALS="$(CACHE)/rivals/bin/python" COUNTERFOIL_BIN_DIR="$(CARGO_TARGET_DIR)/release" \
		"$(CARGO_TARGET_DIR)/release/bench"

FUZZ := src-tauri/crates/suppliers/fuzz
FUZZ_CACHE := $(CACHE)/fuzz
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= $(patsubst $(FUZZ)/targets/%.rs,%,$(wildcard $(FUZZ)/targets/*.rs))

# Built with its own flags, so in a folder of its own. What is learned stays in the cache, what is kept is in the tree.
fuzz: ## throw made-up answers at the decoders, FUZZ_SECONDS (60) at each of FUZZ_TARGETS (all)
	@scripts/setup.sh fuzz
	@mkdir -p "$(FUZZ_CACHE)/crashes"
	cargo fuzz build --fuzz-dir $(FUZZ) --target-dir "$(FUZZ_CACHE)" --sanitizer none
	@broken=""; for target in $(FUZZ_TARGETS); do \
		mkdir -p "$(FUZZ_CACHE)/corpus/$$target"; \
		cargo fuzz run --fuzz-dir $(FUZZ) --target-dir "$(FUZZ_CACHE)" --sanitizer none $$target \
			"$(FUZZ_CACHE)/corpus/$$target" $(FUZZ)/seeds/$$target -- -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$(FUZZ_CACHE)/crashes/$$target-" \
			|| broken="$$broken $$target"; \
	done; \
	if [[ -n $$broken ]]; then \
		echo "Broken:$$broken. The answers that did it; mend the decoder and keep each in $(FUZZ)/seeds/<target>:"; \
		find "$(FUZZ_CACHE)/crashes" -type f | sort | sed 's|^|  |'; exit 1; \
	fi
