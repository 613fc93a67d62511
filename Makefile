# Two commands do all the set-up: `make run` (the main job, embedded) and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9

.PHONY: run test quick check bench docs tools locks vendor clean

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tests/tools/debian python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.run: $(VENV)/bin/uv locks/run.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r locks/run.txt
	$(UV) pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/uv locks/dev.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r locks/dev.txt
	$(UV) pip install --quiet --no-deps -e .
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	@$(BIN)/portcullis run --demo

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy portcullis tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings portcullis.config.settings
	$(BIN)/python -m docs.generate --check
	sh tests/tools/secrets

quick: $(VENV)/.dev
	$(BIN)/pytest -n 2 -m "not slow"

# What the tests need beside Python: servers and a browser from Debian, the AT Protocol's own PDS and PLC from npm.
tools: $(VENV)/.dev
	sh tests/tools/debian postgresql nats-server chromium g++ make
	sh tests/tools/pds >/dev/null

test: check tools
	$(BIN)/pytest -n 2

docs: $(VENV)/.dev
	$(BIN)/python -m docs.generate

vendor: $(VENV)/.dev
	$(BIN)/python tests/tools/vendor.py

bench: $(VENV)/.dev
	$(BIN)/portcullis bench

locks: $(VENV)/bin/uv
	$(UV) pip compile -q pyproject.toml --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -o locks/run.txt
	$(UV) pip compile -q pyproject.toml --universal --group dev --extra train --generate-hashes --no-header --no-annotate --python-version 3.11 -c locks/run.txt -o locks/dev.txt

clean:
	rm -rf $(VENV) var
