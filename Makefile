# Khoto (ข้อต่อ). `make` alone prints what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The newest Python on PATH that the locks were made for.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3 python,$(shell \
	command -v $(name) >/dev/null && $(name) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.installed-requirements.lock
DEVELOPMENT := $(VENV)/.installed-requirements-dev.lock
LOCKING = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
# One test process more than processors, unless told otherwise: make test WORKERS=4
WORKERS ?= auto
TESTS ?=
# A file with the commit whose tests passed a moment ago, so that check need not repeat them.
TESTED ?=
FILE ?=
# How many events chaos sends, and the seed of a storm to be repeated: make chaos N=20000 SEED=7
N ?= 2000
SEED ?=
# With how many old cases in the database bench measures: make bench CASES="10000 100000 1000000"
CASES ?=

.PHONY: help run demo bench chaos test check lint audit evaluate train lock format clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## Start everything on this machine and serve until Ctrl-C
	@exec $(BIN)/python -m simulator.stage run

demo: $(RUNTIME) ## Play a whole day in the terminal: reports, screening, answers; then stop
	@exec $(BIN)/python -m simulator.stage demo

bench: $(RUNTIME) ## Measure speed and memory; prints JSON; CASES="10000 1000000" for other sizes
	@exec $(BIN)/python -m simulator.stage bench $(if $(CASES),--cases $(CASES))

chaos: $(RUNTIME) ## Kill, cut and fill everything for two minutes, then compare the books; N=20000 for a long one
	@exec $(BIN)/python -m simulator.stage chaos --events $(N) $(if $(SEED),--seed $(SEED))

# The tests start many processes: without bytecode each of them would compile the house anew.
test: $(DEVELOPMENT) ## Run every test, in parallel, on a throw-away database
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

check: lint ## Format, lint, types, import law, and every test
	@if [[ -n "$(TESTED)" && "$$(cat "$(TESTED)" 2>/dev/null)" == "$$(git rev-parse HEAD)" && -z "$$(git status --porcelain)" ]]; then \
		echo "The tests passed on this very commit already ($(TESTED))."; \
	else $(MAKE) --no-print-directory test; fi

lint: $(DEVELOPMENT) ## What check does before the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# Exit status 3: the index told nothing, so nobody knows; a warning, for the index may be a mirror.
audit: $(DEVELOPMENT) ## Ask the package index which locked libraries have known faults
	@$(BIN)/python .ci/audit.py requirements-dev.lock || { status=$$?; [[ $$status == 3 ]] || exit $$status; \
		echo "WARNING: known faults in the libraries could not be looked up. Run make audit where pypi.org can be reached." >&2; }

evaluate: $(RUNTIME) ## Measure the reader; FILE=labelled.jsonl for messages of your own
	$(BIN)/flask --app app evaluate $(FILE)

train: $(RUNTIME) ## Train the reader anew
	$(BIN)/flask --app app train

lock: $(DEVELOPMENT) ## Upgrade the locked dependencies
	$(LOCKING) --upgrade pyproject.toml --output-file requirements.lock
	$(LOCKING) --upgrade --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

format: $(DEVELOPMENT) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

clean: ## Remove the environment, the local database, the trained model and all caches
	rm -rf $(VENV) .data nlp/model nlp/model.{between,lock,new,previous} .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made again only when a lock changed. The development lock holds everything
# of the runtime lock, so installing it serves both.
$(VENV)/bin/python:
	@[[ -n "$(PYTHON)" ]] || { echo "Khoto needs Python 3.11, 3.12 or 3.13, and none was found on PATH." >&2; \
		echo "Install one (Debian: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock | $(VENV)/bin/python
	@echo "Installing the locked dependencies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing the locked dependencies and the development tools ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(RUNTIME)
