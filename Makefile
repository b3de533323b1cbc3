# The Chokepoint Ledger: build, test, check. `make` alone lists the targets.
#
# Needs Python 3.11 or newer with its venv module, make and git; everything else is installed into .venv from the
# hash-locked requirements files. Another interpreter: `make site PYTHON=python3.13`.
# More arguments for a command: `make test ARGS="-k prose"`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?=
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
SITE_READY := $(VENV)/site.ready
TEST_READY := $(VENV)/test.ready
LAB_READY := $(VENV)/lab.ready
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)

# Settings of the caller's shell that would put modules from elsewhere into the environment, or have each of a test
# run's processes compile them again.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIREMENT PIP_CONSTRAINT
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site test test-quick check lock serve lab verify bench faults clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(SITE_READY) ## build the site into site/: run the notebooks, check every figure and number, render
	$(PY) -m mkdocs build --strict $(ARGS)

# Tests that share something made for their module stay together; the longest are begun first: see tests/conftest.py.
PYTEST := $(PY) -m pytest -n auto --dist=loadscope --no-loadscope-reorder

test: $(TEST_READY) ## run every test; browser tests need Chromium (skipped without, unless PROOFPRESS_REQUIRE_CHROMIUM=1)
	$(PYTEST) $(ARGS)

test-quick: $(TEST_READY) ## run what is worth running at every save: tests of single modules that build no site
	$(PYTEST) -m "not slow and not browser" --hypothesis-profile=quick tests/unit $(ARGS)

check: $(TEST_READY) ## lint, formatting, types and the layers of the packages
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache

serve: $(SITE_READY) ## preview with live reload; a saved edit re-runs only the notebooks it touches
	$(PY) -m mkdocs serve $(ARGS)

lab: $(LAB_READY) ## open the notebooks in JupyterLab; saving changes only what was edited
	$(PY) -m jupyter lab --ServerApp.root_dir=. --ContentsManager.pre_save_hook=proofpress.scaffold.lab.keep_header \
	  --LabApp.default_url=/lab/tree/notebooks $(ARGS)

verify: $(SITE_READY) ## regenerate every figure and value in fresh kernels and compare with the record
	$(VENV)/bin/proofpress verify $(ARGS)

bench: $(TEST_READY) ## measure build times and page sizes against mkdocs-jupyter
	$(PY) scripts/bench $(ARGS)

faults: $(TEST_READY) ## try kills, damage, full disks, commands at once and hostile texts on a small site, in five minutes
	$(PY) scripts/faults $(ARGS)

# A site with tables in Parquet says `EXTRAS := --extra large`, so that its environment reads them.
EXTRAS ?=
# The second file may only add to the first, so that tests run on exactly what builds the site.
COMPILE = .cache/uv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra build $(EXTRAS)
lock: | $(PY) ## renew the requirements files to the newest allowed versions
	$(PY) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet --require-hashes --requirement scripts/uv.txt
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra test --extra bench --extra large --extra dask --extra excel --extra update --constraint requirements.txt \
	  --output-file requirements-test.txt
	$(COMPILE) --extra lab --extra excel --extra large --extra update --constraint requirements.txt \
	  --output-file requirements-lab.txt

clean: ## remove everything that make made: site, caches, environment
	rm -rf site build .cache .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis scripts/*.egg-info
	find scripts tests notebooks -name __pycache__ -type d -prune -exec rm -rf {} +

# The package is installed, not merely put on the path: that gives the `proofpress` command, and notebooks, MkDocs, tests
# and command line all import the same code. Its build tool is in the lock, hence no build isolation and no index.
INSTALL_PACKAGE = $(PY) -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .

$(SITE_READY): requirements.txt pyproject.toml | $(PY)
	@echo "Installing the environment from $< (once per change of it)"
	$(PY) -m pip install --quiet --require-hashes --requirement $<
	$(INSTALL_PACKAGE)
	@touch $@

$(TEST_READY): requirements-test.txt pyproject.toml | $(PY)
	@echo "Installing the environment from $< (once per change of it)"
	$(PY) -m pip install --quiet --require-hashes --requirement $<
	$(INSTALL_PACKAGE)
	@touch $@

# A py:percent file opens as a notebook, in this environment alone: the user's own settings stay as they are.
OVERRIDES := $(VENV)/share/jupyter/lab/settings/overrides.json
$(LAB_READY): requirements-lab.txt $(SITE_READY)
	@echo "Installing JupyterLab from $< (once per change of it)"
	$(PY) -m pip install --quiet --require-hashes --requirement $<
	@mkdir -p $(dir $(OVERRIDES))
	@echo '{"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"python": "Jupytext Notebook"}}}' > $(OVERRIDES)
	@touch $@

$(PY):
	@for candidate in $(CANDIDATES); do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$candidate" --version)"; \
	    "$$candidate" -m venv --clear $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    echo "make: $$candidate cannot make an environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	done; \
	echo "make: no Python 3.11 or newer found. Tried:" >&2; \
	for candidate in $(CANDIDATES); do \
	  echo "  $$candidate: $$("$$candidate" --version 2>/dev/null || echo 'not installed')" >&2; \
	done; \
	echo "Install one, or name it: make PYTHON=/path/to/python3.11 ..." >&2; \
	exit 1
