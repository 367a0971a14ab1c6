# What people type. `make run` and `make test` do all the set-up that a fresh machine needs: git, make and Python.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup run test check coverage format bench faults pictures lock
help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else f"Open Window needs Python 3.11, 3.12 or 3.13; {sys.executable} is {v[0]}.{v[1]}. Say: make setup PYTHON=python3.12")'
	@echo "Setting up $(VENV) from requirements.lock (about a minute the first time) ..."
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $(STAMP)

setup: $(STAMP)  ## make .venv from requirements.lock, and learn the knowledge
	@$(BIN)/python run_bot.py learn

run: setup       ## set up, then start the bot
	$(BIN)/python run_bot.py

test: $(STAMP)      ## set up, then run all tests
	$(BIN)/python -m pytest

check: $(STAMP)     ## format, lint, types, import contracts, knowledge, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python run_bot.py check
	$(MAKE) --no-print-directory test coverage

coverage: $(STAMP)  ## how much of the core its own tests run through; at least 95 %
	$(BIN)/coverage run -m pytest -q tests/core tests/flows tests/test_bad_inputs.py
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --include='bot/core/*' --fail-under=95

format: $(STAMP)    ## write every file as the formatter has it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)     ## speed, and what each part of the matcher is worth
	$(BIN)/python -m tests.benchmarks

faults: $(STAMP)    ## break things at full size: kills, refusals, a locked database; takes a while
	$(BIN)/python -m tests.faults

pictures: $(STAMP)  ## draw the pictures of the staff guide anew
	$(BIN)/python -m tests.pictures

lock:            ## make requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements.lock
