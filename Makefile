# Liên Thông.  `make help` says what there is.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
.DEFAULT_GOAL := help
# Containers often forbid byte code: then every process compiles the product anew, and every test run rewrites its assertions.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help env env-dev start check check-fast check-long coverage bench bench-load lock docs messages format screenshots clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, found " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

# One environment, one stamp per lock.  The development lock holds everything of the run-time lock, same versions.  The locks are whole,
# so pip resolves nothing (--no-deps): its resolver meets `coverage[toml]` before the pin, takes a newer release and stops.
.venv/.run-stamp: requirements/run.lock pyproject.toml | .venv/bin/python
	@test .venv/.dev-stamp -nt requirements/dev.lock || $(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev-stamp: requirements/dev.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/.run-stamp

env: .venv/.run-stamp ## make the environment (.venv) that runs the product

env-dev: .venv/.dev-stamp ## the same with everything that checks need

start: env ## start the product with its demo; prints `Ready:` with the address; Ctrl-C ends it
	@exec $(BIN)/lienthong start $(ARGS)

check: env-dev ## every check and test, under 10 minutes on 2 cores
	@exec $(BIN)/python -m tools.check $(ARGS)

check-fast: env-dev ## the same without tests: seconds
	@exec $(BIN)/python -m tools.check --no-tests $(ARGS)

check-long: env-dev ## faults, scale, and the suite on a second PostgreSQL
	@exec $(BIN)/python -m tools.check_long $(ARGS)

coverage: env-dev ## the tests again with branch coverage (half as slow again), and its table by rooms
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long and not browser" -q --cov --cov-report=
	@exec $(BIN)/python -m tools.coverage_rooms --report

screenshots: env-dev ## the browser tests again, with a picture of every page at 360 and 1366 px in screenshots/
	@KEEP_SCREENSHOTS=1 $(BIN)/python -m pytest -n 2 --dist loadfile -m "browser and not long" -q $(ARGS)

bench: env-dev ## measure, and print one table with ratios and SQL counts
	@exec $(BIN)/python -m bench $(ARGS)

.venv-load/.stamp: requirements/load.lock
	$(PYTHON) -m venv .venv-load
	.venv-load/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/load.lock
	@touch $@

bench-load: env-dev .venv-load/.stamp ## fifty clerks and five hundred citizens at once; brings locust in .venv-load
	@exec $(BIN)/python -m bench load $(ARGS)

docs: env-dev ## write the generated pages again: docs/map.md, docs/settings.md
	@$(BIN)/python -m tools.docs_map --write
	@$(BIN)/python -m tools.docs_settings --write

messages: env-dev ## list the messages of the finished rooms and compile their English texts
	@$(BIN)/python -m tools.messages --write

format: env-dev ## lay out the code
	@$(BIN)/ruff format && $(BIN)/ruff check --fix --quiet

# What `make env` installs holds the object store too: whoever names an S3 in the settings has installed nothing else.
lock: ## write both lock files again; nothing younger than 7 days, no host in them (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --exclude-newer "$$(date -u -d '7 days ago' +%Y-%m-%dT00:00:00Z)" \
	  --python-version 3.11 --extra s3 pyproject.toml requirements/build.in -o requirements/run.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --exclude-newer "$$(date -u -d '7 days ago' +%Y-%m-%dT00:00:00Z)" \
	  --python-version 3.11 --group dev --extra s3 -c requirements/run.lock pyproject.toml requirements/build.in -o requirements/dev.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --exclude-newer "$$(date -u -d '7 days ago' +%Y-%m-%dT00:00:00Z)" \
	  --python-version 3.11 requirements/load.in -o requirements/load.lock

clean: ## remove the environments and caches; never touches data/
	rm -rf .venv .venv-load .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
