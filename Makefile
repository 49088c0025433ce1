# Two commands: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
BIN := .venv/bin
SUFFICIENCY_HOME ?= sufficiency-home
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
RUNNING := .venv/.installed-run
TESTING := .venv/.installed-dev

.PHONY: help run install test test-sqlite test-postgresql test-slow test-search check bench bench-scale bench-load mutation faults docs screenshots clean

help: ## What each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' Makefile

run: install ## Install, load the made-up authority, serve the pages on http://127.0.0.1:8000
	@if ! $(BIN)/sufficiency --home $(SUFFICIENCY_HOME) editions >/dev/null 2>&1; then \
		$(BIN)/sufficiency --home $(SUFFICIENCY_HOME) demo; fi
	@exec $(BIN)/sufficiency --home $(SUFFICIENCY_HOME) serve --port $(PORT)

install: $(RUNNING) ## Install everything needed to run; leaves .venv/bin/sufficiency
	@$(BIN)/python -m sufficiency.service.ui.build
	@sh scripts/need-pango.sh || echo "Until then all works but PDF documents."

$(RUNNING): requirements/run.lock requirements/run.in pyproject.toml
	@sh scripts/make-environment.sh
	@echo "Installing what the product needs ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@echo "Preparing the postcode directory ..."
	@$(BIN)/python -m sufficiency.vocabulary.postcodes
	@touch $@

$(TESTING): $(RUNNING) requirements/dev.lock
	@echo "Installing what the suite needs ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

test: install $(TESTING) check test-sqlite test-postgresql ## Install what the suite needs and run all of it

test-sqlite: install $(TESTING)
	@sh scripts/need-chromium.sh
	@sh scripts/need-java.sh
	@sh scripts/need-nginx.sh
	$(BIN)/python -m pytest -m "not slow and not walk" -n 2

test-postgresql: install $(TESTING) ## The service's tests again, on PostgreSQL
	SUITE_DATABASE=postgresql $(BIN)/python -m pytest -m "not slow and not own_database" -n 2 tests/service

test-slow: install $(TESTING) ## The long runs: 10,000 mangled files, many more made-up returns
	$(BIN)/python -m pytest -m slow

test-search: install $(TESTING) ## Made-up examples of every kind at random, to find what the suite's own do not show
	MADE_UP=search $(BIN)/python -m pytest -m "not slow" -n 2 $$(grep -rl --include='test_*.py' 'from hypothesis import' tests)

check: install $(TESTING) ## Style and import contracts
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/lint-imports

bench: install $(TESTING) ## Speed and memory beside the alternatives; writes docs/performance.md
	$(BIN)/python -m bench.run --write

bench-scale: install $(TESTING) ## A region, a nation and growth, with Spark; an hour; writes the rest of that page
	@sh scripts/need-java.sh
	$(BIN)/python -m bench.scale --write

bench-load: install $(TESTING) ## A hundred people reading at once, on PostgreSQL; writes docs/load.md
	$(BIN)/python -m bench.load --write

mutation: install $(TESTING) ## Make single rules wrong and see that the tests notice; writes docs/mutation.md
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/mutation.lock
	$(BIN)/python -m bench.mutation --write

faults: install $(TESTING) ## Kill the pages, the worker and PostgreSQL in turn; writes docs/faults.md
	$(BIN)/python -m bench.faults --write

docs: install ## Write the reference pages anew from the declarations
	$(BIN)/python scripts/write_reference.py

screenshots: install $(TESTING) ## Take the pictures of README and docs anew
	@sh scripts/need-chromium.sh
	SUFFICIENCY_SCREENSHOTS=1 $(BIN)/python -m pytest -m browser tests/browser

clean: ## Remove what was installed and built; keeps loaded data
	rm -rf .venv node_modules src/sufficiency/service/ui/built src/sufficiency/service/ui/collected \
		src/sufficiency/history/compiled .pytest_cache .ruff_cache .hypothesis
