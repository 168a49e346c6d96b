PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 600
CODE := src tests examples

.PHONY: demo compare test check score bench fuzz docs

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

demo: $(VENV)/.ready
	$(BIN)/policydiff demo

compare: $(VENV)/.ready
	$(BIN)/policydiff compare $(OLD) $(NEW)

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

score: $(VENV)/.ready
	../shared/score/table.py ../shared/gold $(BIN)/policydiff

bench: $(VENV)/.ready
	$(BIN)/python -m tests.bench.ratios

fuzz: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[fuzz]"
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)

docs: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[docs]"
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build
