# Livedesk's few commands. Each one sets itself up first: `make run` on a fresh machine is enough.
# `make help` lists them. The set-up itself is written in .ci/setup.

PYTHON := .venv/bin/python
# HEADLESS=1 asks for the virtual screen even where there is a real one.
HEADLESS ?=
# ARGS goes to the command as it is: make test ARGS="tests/encoder -k amf"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test faults live-test check format bench lock

help: ## list these commands
	@echo "Livedesk, a desktop broadcaster. Usage: make COMMAND"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

setup: ## install what Livedesk needs into .venv (and, as root, the system packages)
	@sh .ci/setup

run: setup ## open Livedesk; without a display, or with HEADLESS=1, on a virtual screen
	@set --; \
	if [ -n "$(filter-out 0,$(HEADLESS))" ]; then set -- --headless; \
	elif [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then set -- --headless; \
	fi; \
	exec .venv/bin/livedesk "$$@" $(ARGS)

test: setup ## run the tests, without a display and without the network
	@$(PYTHON) -m $(if $(ARGS),pytest $(ARGS),tests.sidebyside)

faults: setup ## break the road to a server in every way we know; needs root, takes three minutes
	@$(PYTHON) -m pytest tests/endtoend/faults $(ARGS)

live-test: setup ## build and tear down one stack in a real AWS account; asks first
	@$(PYTHON) -m tests.live

check: setup ## check format, lint, types, and the templates in every region
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m cloud.lint --all-regions

format: setup ## rewrite the sources in the agreed format and mend what lint can mend
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

bench: setup ## measure what a broadcast costs, against the ffmpeg program
	@$(PYTHON) -m tests.benchmarks $(ARGS)

lock: setup ## write requirements.lock anew from pyproject.toml
	@$(PYTHON) -m pip install --quiet uv==0.13.9
	@.venv/bin/uv pip compile pyproject.toml --quiet --universal --all-extras --generate-hashes \
		--python-version 3.11 --custom-compile-command "make lock" --output-file requirements.lock $(ARGS)
	@# What the servers of the chat install: the same versions, and nothing else.
	@.venv/bin/uv pip compile pyproject.toml --quiet --universal --extra chatserver --generate-hashes \
		--python-version 3.11 --constraints requirements.lock --no-annotate \
		--custom-compile-command "make lock" --output-file cloud/chatserver/requirements.lock
