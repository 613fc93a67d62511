# Two commands do all the set-up: `make run` (the main job, embedded) and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9

.PHONY: run test quick check bench locks clean

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

quick: $(VENV)/.dev
	$(BIN)/pytest -n 2 -m "not slow"

test: check
	$(BIN)/pytest -n 2

locks: $(VENV)/bin/uv
	$(UV) pip compile -q pyproject.toml --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -o locks/run.txt
	$(UV) pip compile -q pyproject.toml --universal --group dev --extra train --generate-hashes --no-header --no-annotate --python-version 3.11 -c locks/run.txt -o locks/dev.txt

clean:
	rm -rf $(VENV) var
