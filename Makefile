# One list of commands, for people and for CI. Works from any folder, spaces in its path included.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
export NO_MKDOCS_2_WARNING = 1

.PHONY: site serve test lint bench reference screenshots clean

site: $(VENV)/site.stamp ## Build the showcase into site/.
	$(RUN) -m mkdocs build --strict
	$(RUN) -m postil verify site
	@echo "Built. Open site/index.html in a browser."

serve: $(VENV)/site.stamp ## Preview the showcase while writing.
	$(RUN) -m mkdocs serve --livereload

test: $(VENV)/test.stamp ## Run every test, in a real browser where it is about the page.
	$(RUN) tests/install_browser.py
	$(RUN) -m pytest

lint: $(VENV)/lint.stamp ## Style and types.
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

bench: $(VENV)/test.stamp ## Measure builds, search and bundles; rewrites the tables in docs/.
	$(RUN) -m tests.bench --write
	$(RUN) -m tests.bench.searching --write

reference: $(VENV)/site.stamp ## Write the reference pages and the schemas anew from the code.
	$(RUN) -B docs/write_reference.py # Bytecode beside it would be published.
	$(RUN) -m postil schema

screenshots: $(VENV)/test.stamp ## Take the pictures of README and guides anew.
	$(RUN) tests/install_browser.py
	$(RUN) docs/take_screenshots.py

clean:
	rm -rf site dist "$(VENV)"

$(VENV)/bin/python:
	$(PYTHON) -m venv "$(VENV)"

$(VENV)/site.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch "$@"

$(VENV)/test.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[test]'
	@touch "$@"

$(VENV)/lint.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[lint,test]'
	@touch "$@"
