# Needs Python 3.11 or newer (below 3.14) with pip, and make. All is set up in .venv, from hashed versions.
PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Where it is set, each process of each test would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test test-corpus test-scans check rooms docs dist pictures sample lock clean

help:
	@echo "make run    set up, extract the sample report into outputs/run, and answer a question"
	@echo "make test   set up, and run the tests"
	@echo "make test-corpus  set up, and run the tests that read the reports of ../shared/corpus"
	@echo "make test-scans   set up, and run those of them that recognize whole scans"
	@echo "make check  set up, and run the linters, type checks and import contracts"
	@echo "make rooms  set up, and print the rooms of the code with their lines"
	@echo "make docs   set up, and build the documentation into outputs/docs"
	@echo "make dist   set up, build wheel and sdist into dist, and check them with twine"
	@echo "make sample renew the tables in outputs/sample"
	@echo "make lock   renew requirements.lock"

sample: setup
	@$(BIN)/sgreports extract outputs/sample/child-protection-2016-extract.txt --out outputs/.sample --no-cache --quiet
	@rm -f outputs/sample/*.csv && cp outputs/.sample/*.csv outputs/sample && rm -r outputs/.sample

QUESTION := --event assisted --unit-class children --agent UNICEF --min-score 0.7 --cells

run: setup
	@$(BIN)/python flows/extract_reports.py --out outputs/run
	@$(BIN)/sgreports publish outputs/run --out outputs/pages --quiet
	@echo; echo "How many children did UNICEF and its partners help in the Western Balkans in 2015?"
	@echo "$$ sgreports counts outputs/run $(QUESTION)"
	@$(BIN)/sgreports counts outputs/run $(QUESTION)
	@echo; echo "Browse the dataset: open outputs/pages/browser/index.html"

# Compiled once, by both cores: else each process of pytest compiles all.
test: setup
	@$(BIN)/python -m compileall -q -j 2 src docs flows
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not corpus"

test-corpus: setup
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "corpus and not scans"

test-scans: setup
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m scans

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

rooms: setup
	@$(BIN)/python tests/test_house.py

# Warnings are errors. -E reads all pages again: what is generated depends on the code, which Sphinx does not watch.
docs: setup
	@$(BIN)/python -m sphinx -q -W --keep-going -E -b html -d outputs/.doctrees docs outputs/docs
	@echo "outputs/docs/index.html"

# uv fetches twine for the check; it is in no lock, since nothing of ours runs with it.
dist: setup
	@rm -rf dist
	@$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir dist
	@$(BIN)/uv tool run --quiet 'twine>=6.1,<7' check --strict dist/*

pictures: setup
	@$(BIN)/python docs/pictures.py

setup: .venv/ready

# Compiled once, since a run imports spaCy in each of its processes: two seconds of processor time without.
# pip brings a pinned uv, and uv the rest in seconds: https://docs.astral.sh/uv/pip/compile/ says what the lock holds.
.venv/ready: requirements.lock requirements-uv.lock pyproject.toml
	@echo "Setting up .venv (some 260 packages; a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --upgrade \
		--group dev --group docs --extra dask --extra notebook --extra plot --extra prefect --extra rdf --extra train --extra web pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build outputs/run outputs/pages outputs/.prefect outputs/docs outputs/.doctrees
