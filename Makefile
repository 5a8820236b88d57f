# Every command sets up all that it needs on a machine with Python 3.11 or newer, pip and make.
# The second run fetches nothing that is there and whole.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
PORT ?= 8000
INPUTS ?= 30000
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve build test fuzz audit bench bench-scale screenshots lighthouse bank-holidays modules

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

serve: $(VENV)/site.stamp ## the handbook at http://localhost:8000/, renewed as files change
	$(RUN) overrides.runtime
	$(RUN) mkdocs serve --dev-addr localhost:$(PORT)

build: $(VENV)/site.stamp ## the site, in site/
	$(RUN) overrides.runtime
	$(RUN) overrides.runtime.browser
	$(RUN) overrides.forms
	$(RUN) mkdocs build --strict

test: $(VENV)/test.stamp ## every test, in Python, in Pyodide and in a browser
	$(RUN) overrides.runtime
	$(RUN) tests.browser
	$(RUN) tests.web_servers
	$(RUN) overrides.forms
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) pytest

fuzz: $(VENV)/test.stamp ## INPUTS hostile inputs (30,000) through the calculators' door and the readers of the rules
	FUZZ_INPUTS=$(INPUTS) $(RUN) pytest tests/fuzz -o addopts=""

audit: $(VENV)/test.stamp $(VENV)/audit.stamp ## whether an advisory is known against any pinned package, where the network allows
	$(RUN) tests.audit

bench: $(VENV)/test.stamp ## build time, the first answer beside a stock Pyodide, key presses, and 5,000 cases
	$(RUN) overrides.runtime
	$(RUN) tests.browser
	$(RUN) tests.bench

bench-scale: $(VENV)/test.stamp ## what 5, 50, 150 and 500 boards cost, most of them made up
	$(RUN) overrides.runtime
	$(RUN) tests.browser
	$(RUN) tests.bench_scale

screenshots: $(VENV)/test.stamp ## every kind of page at three widths, in both schemes and printed, in .cache/screenshots
	$(RUN) overrides.runtime
	$(RUN) tests.browser
	$(RUN) tests.screenshots

lighthouse: $(VENV)/test.stamp ## Lighthouse's four scores for a telephone; fetches Lighthouse from the npm registry
	$(RUN) overrides.runtime
	$(RUN) tests.browser
	$(RUN) tests.lighthouse

modules: $(VENV)/test.stamp ## renews overrides/runtime/modules.txt: what the browser's Python is made of
	$(RUN) tests.modules

bank-holidays: $(VENV)/site.stamp ## renews rules/bank-holidays.yaml from GOV.UK's list
	$(RUN) rules.bank_holidays

# The machine's own pip fills the virtual environment, so that Debian's package python3-venv is not needed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it so: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/%.stamp: .pins/%.txt | $(VENV)/bin/python
	$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(VENV)/bin/python install --require-hashes --requirement $<
	@touch $@
