# Two commands do it all: `make run` and `make test`.
.DEFAULT_GOAL := help
# Where Python may not keep compiled code, each of the hundreds of processes of a test run compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: release release-database npm newest wheel image site crash fuzz load run test test-all setup check migrate bench hostile bench-extraction golden screenshots lock help

HOST ?= 127.0.0.1
PORT ?= 8000
SAMPLE := tests/golden/tr/trthaber-kulik/page.html
SAMPLE_URL := https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html

# The first Python at hand that is new enough; PYTHON=/path/to/python3.12 chooses another.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11, 5))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$python -c '$(ENOUGH)' >/dev/null 2>&1 && { echo $$python; break; }; done)
BIN := .venv/bin
# A process takes half of the tests in their order and then half of what another has left: most fixtures are made once.
PARALLEL := -n auto --dist worksteal
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

run: .venv/run.stamp ## install, migrate the embedded database, serve, and post a sample page
	@NEWS_HOST=$(HOST) NEWS_PORT=$(PORT) NEWS_LOG_FORMAT=$${NEWS_LOG_FORMAT:-console} NEWS_LOG_LEVEL=$${NEWS_LOG_LEVEL:-warning} \
	  $(BIN)/python -m app serve --migrate --sample $(SAMPLE) --sample-url $(SAMPLE_URL)

test: .venv/test.stamp ## run the tests without the longest proofs: on SQLite, those of the store on PostgreSQL, too
	@$(BIN)/python -m pytest $(PARALLEL) --quick

test-all: .venv/test.stamp ## run every test on both databases, as CI does
	@$(BIN)/python -m pytest $(PARALLEL) --every-database

setup: .venv/test.stamp ## create .venv with the locked versions, for use and for development

check: .venv/test.stamp ## lint, types, import contracts, migrations against tables, score floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest tests/migrations/test_migrations.py::test_the_migrated_schema_equals_the_table_models
	@$(BIN)/python -m benchmarks.floors

migrate: .venv/run.stamp ## bring the database of NEWS_DATABASE_URL to the newest version
	@$(BIN)/python -m app db upgrade

bench: .venv/test.stamp ## print every goal of performance beside what this machine reaches, and patterns that are slow
	@$(BIN)/python -m benchmarks.goals
	@$(BIN)/python -m benchmarks.linear

hostile: .venv/test.stamp ## post every hostile page, three rounds
	@$(BIN)/python -m benchmarks.hostile

bench-extraction: .venv/peers.stamp ## compare extraction with that of other libraries, on the corpus
	@$(BIN)/python -m benchmarks.peers

fuzz: .venv/test.stamp ## a million fuzzing runs, all hostile pages in the explorer, each of its views in both looks, 2,000 of the ingest contract, 2,000 searches, 1,500 random requests and all at the limits of the schema to each operation
	@$(BIN)/python -m benchmarks.fuzz
	@EVERY_LOOK=1 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/browser/test_accessibility.py
	@HOSTILE_EVERY=1 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/browser/test_hostile_pages.py
	@STATEFUL_RUNS=2000 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/api/test_ingest_contract.py
	@PAGED_ROWS=10000 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/store/test_changes.py
	@SEARCH_QUERIES=2000 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/store/test_search_turkish.py
	@SCHEMA_EXAMPLES=1500 SCHEMA_EVERY=1 $(BIN)/python -m pytest $(PARALLEL) --every-database --timeout 3600 tests/api/test_schema.py

load: .venv/test.stamp ## read beside saturated ingest; watch memory over 100,000 requests and with 200 slow readers
	@$(BIN)/python -m benchmarks.load
	@$(BIN)/python -m benchmarks.slow_readers

crash: .venv/test.stamp ## 10,000 acknowledged writes under 20 kills, on both databases; 40 extraction processes killed; a client follows 100,000 changes
	@$(BIN)/python -m benchmarks.crash
	@KILLED_PAGES=240 $(BIN)/python -m pytest $(PARALLEL) --every-database --timeout 3600 tests/api/test_under_load.py
	@FOLLOWED_CHANGES=100000 $(BIN)/python -m pytest $(PARALLEL) --timeout 3600 tests/clients/test_python_client.py

screenshots: .venv/test.stamp ## draw the pictures of docs/pictures with the Chromium of this machine
	@$(BIN)/python -m tests.browser.screenshots

golden: .venv/test.stamp ## compare every golden page, field by field
	@$(BIN)/python -m pytest tests/test_golden.py $(PARALLEL)

wheel: .venv/test.stamp ## build service and client into dist, install the service into an empty environment and serve from it
	@$(BIN)/python -m hatchling build --directory dist
	@cd clients/python && ../../$(BIN)/python -m hatchling build --directory ../../dist
	@$(BIN)/python -m benchmarks.installation dist

npm: ## build the client for TypeScript into dist; needs Node.js
	@mkdir -p dist
	@cd clients/typescript && npm ci --silent --no-audit --no-fund && npm run --silent build && npm pack --silent --pack-destination ../../dist

image: .venv/test.stamp ## build the image and check that it serves; without Docker, run the steps of the Dockerfile
	@$(BIN)/python -m benchmarks.image

site: .venv/test.stamp ## build the documentation as a site into dist/site, without the network
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet

release-database: .venv/test.stamp ## store the database that this version writes, for the upgrade test of later ones
	@$(BIN)/python -m tests.migrations.store_release

release: .venv/test.stamp ## check that this commit can be released as the version in app/version.py, and tag it
	@$(BIN)/python -m benchmarks.release

newest: .venv/test.stamp ## run the tests of connections and routes with the newest uvicorn, FastAPI and Starlette, whose classes are extended
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target dist/newest uvicorn fastapi starlette
	@PYTHONPATH=dist/newest $(BIN)/python -m pytest tests/api/test_wire.py tests/api/test_prepared_route.py

lock: .venv/test.stamp ## resolve pyproject.toml and the generators of tests/client into the lock files
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements-dev.lock
	@$(BIN)/uv pip compile --quiet pyproject.toml --extra peers --constraint requirements-dev.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements-peers.lock
	@$(BIN)/uv pip compile --quiet tests/client/requirements.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file tests/client/requirements.txt

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
	  || grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

.venv/bin/python:
	@$(or $(PYTHON),false) -c '$(ENOUGH)' 2>/dev/null || { \
	  echo "Manşet needs Python 3.11.5 or newer, and found $$(python3 --version 2>/dev/null || echo none). Name one: make PYTHON=/path/to/python3.12 ..."; exit 1; }
	@echo "Creating .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "No virtual environment could be made: install Python's venv module (Debian: apt-get install python3-venv)."; exit 1; }

.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo "Installing the locked packages"
	@$(PIP) --requirement requirements.lock
	@touch $@

.venv/test.stamp: requirements-dev.lock .venv/run.stamp | .venv/bin/python
	@echo "Installing the locked packages for tests"
	@$(PIP) --requirement requirements-dev.lock
	@touch $@

# Without looking up what they need, which the lock names already: pip 23 stumbles over one of the extras.
.venv/peers.stamp: requirements-peers.lock .venv/test.stamp
	@echo "Installing the locked packages to compare with"
	@$(PIP) --no-deps --requirement requirements-peers.lock
	@touch $@
