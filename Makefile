# What a person and a machine do with Right Handle. `make run` needs make and Python 3.11 or newer, nothing else.

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check
NODE := tests/node_modules/.bin
# Two workers, one for each browser: most of a browser test is waiting.
PYTEST := $(PYTHON) -m pytest -c tests/pytest.ini --numprocesses 2 --dist loadgroup

.DEFAULT_GOAL := run
.PHONY: run test lint bench package screenshots clean test-tools

run: $(VENV)/.run ## start the companion, and a browser on the practice page
	@$(PYTHON) -m server run $(ARGS)

test: test-tools ## every test: server, extension, both real browsers
	@$(PYTEST) $(or $(ARGS),tests)

lint: $(VENV)/.test tests/node_modules/.npm ## formatter, linters, types, the store's validator
	$(BIN)/ruff format --check server tests
	$(BIN)/ruff check server tests
	$(BIN)/mypy --config-file .mypy.ini
	$(BIN)/mypy --config-file .mypy.ini --explicit-package-bases tests/browsers tests/tools tests/bench
	$(NODE)/tsc -p tests/extension/tsconfig.json
	$(NODE)/tsc -p tests/pages.tsconfig.json
	$(NODE)/web-ext lint --source-dir extension --no-config-discovery --boring

bench: $(VENV)/.test ## the benchmarks, as a table
	@$(PYTHON) -m tests.bench $(ARGS)

package: $(VENV)/.run ## both extension archives, under dist/
	@$(PYTHON) tests/tools/package.py

screenshots: test-tools ## the held post and every page, in both browsers, under tests/screenshots/
	@$(PYTEST) tests/browsers/take_screenshots.py

clean: ## everything that was made here, the virtual environment too
	rm -rf $(VENV) tests/node_modules dist .build .pytest_cache tests/.pytest_cache .mypy_cache .ruff_cache .hypothesis

$(PYTHON):
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	[ -n "$$python" ] || { echo "Right Handle needs Python 3.11 or newer, and found none on this machine." >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python’s venv is missing. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }; \
	echo "Setting up, once." >&2; $$python -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(PYTHON)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.test: tests/requirements.txt $(VENV)/.run
	@$(PIP) -r tests/requirements.txt
	@touch $@

tests/node_modules/.npm: tests/package-lock.json
	@sh tests/tools/debian.sh nodejs npm
	@npm ci --prefix tests --silent --no-fund --no-audit
	@touch $@

test-tools: $(VENV)/.test tests/node_modules/.npm
	@sh tests/tools/debian.sh chromium firefox-esr gnome-keyring dbus-x11 xvfb
