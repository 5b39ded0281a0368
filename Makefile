# What a person types. Each target brings along what it needs: `make run` and `make test` are all the set-up there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000
export PORT

.PHONY: setup run test lint format lock bench clean

setup: $(VENV)/run.stamp $(VENV)/dev.stamp  ## the environment only

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The portal needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Give another with: make PYTHON=python3.13 …")'
	@echo "Making the virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what the portal needs …"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(VENV)/run.stamp
	@echo "Installing what developers need …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp  ## the site with sample data on http://127.0.0.1:8000/
	@PORTAL_LOCAL=$${PORTAL_LOCAL:-1} exec $(BIN)/python manage.py serve

test: setup  ## everything: unit, property, browser
	@$(BIN)/python tests/browser/chromium.py
	@EMBEDDED_SERVER=postgres-test EMBEDDED_SERVER_FOR_TESTS=1 $(BIN)/python -m pytest -n 2 --dist loadfile $(TESTS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/mypy
	EMBEDDED_SERVER=postgres-test EMBEDDED_SERVER_FOR_TESTS=1 $(BIN)/python manage.py makemigrations --check --dry-run
	DATABASE_URL=postgresql://nobody@127.0.0.1:1/none SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') ALLOWED_HOSTS=portal.example \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html')

lock: setup  ## pin the dependencies of pyproject.toml anew
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

bench: setup  ## figures; more with: make bench BENCH="--items 100000 search"
	EMBEDDED_SERVER=postgres-bench $(BIN)/python benchmarks/run.py $(BENCH)

clean:  ## remove what can be made again; the database in var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis var/static
	find . -name __pycache__ -prune -exec rm -rf {} +
