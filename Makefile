# Two commands are all a newcomer needs: make run, make test.
PYTHON ?= python3.11
BIN := .venv/bin
UV := $(BIN)/uv
MESSAGES := $(shell find sextant -name '*.po' 2>/dev/null)

.PHONY: run test test-spark lint links bench docs setup messages

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv

.venv/.installed: .venv/bin/uv pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --inexact --extra postgres --extra lab
	@touch $@

.cache/messages: .venv/.installed $(MESSAGES)
	@mkdir -p .cache
	$(BIN)/python -m sextant.base.words.catalogues compile
	@touch $@

setup: .venv/.installed .cache/messages

run: setup
	$(BIN)/sextant run --demo $(if $(PORT),--port $(PORT))

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	PYTHONPATH=. $(BIN)/mypy sextant

test: lint
	$(BIN)/python -m tests.browser_setup
	$(BIN)/python -m tests.run

# What counts must count alike on DuckDB and on Spark: the same tests on both. Needs Java 17.
test-spark: setup
	$(UV) sync --quiet --frozen --inexact --extra spark
	$(BIN)/python -m pytest -m spark -p no:xdist sextant/lab

# Every link of the demo is followed, as a visitor, a member and the office.
links: setup
	$(BIN)/python -m tests.links

bench: setup
	$(UV) sync --quiet --frozen --inexact --group bench
	$(BIN)/python -m bench.run

docs: setup
	$(BIN)/sextant docs
