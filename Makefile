# kg: `make run` and `make test` are all that a fresh machine needs (Python 3.11 or newer, make, git).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPORA ?= ../shared/corpora
STAMP := $(VENV)/.installed

.PHONY: help run test lint bench train clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

run: $(STAMP)  ## build the graph of examples/ into exports/ and answer two stored queries
	$(BIN)/kg build examples -o exports/examples.ttl
	$(BIN)/kg query who-attacked-whom --graph exports/examples.ttl
	$(BIN)/kg query not-happened --graph exports/examples.ttl

test: $(STAMP)  ## run every test (no network needed)
	$(BIN)/python -m pytest

lint: $(STAMP)  ## style, types and layers
	$(BIN)/ruff check kg tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## long measurements: speed, memory, stores
	$(BIN)/python tests/bench/language_bench.py
	$(BIN)/python tests/bench/build_bench.py
	$(BIN)/python tests/bench/graph_bench.py
	$(BIN)/python tests/bench/store_bench.py

train: $(STAMP)  ## train the language pipeline again: make train CORPORA=DIR
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m kg.language.train --corpora $(CORPORA) --out build/language --epochs 6
	$(BIN)/python -m kg.language.train --corpora $(CORPORA) --out build/language --epochs 12 --resume

clean:  ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
