PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 600
CODE := src tests examples

.PHONY: demo compare two-reports test check score bench fuzz docs
export OLD NEW

$(VENV)/.installed: pyproject.toml
	@echo "Installing, about a minute"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.ready: $(VENV)/.installed
	@echo "Installing what the tests need, about a minute"
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/policydiff demo

two-reports:
	@: $(if $(and $(OLD),$(NEW)),,$(error name two reports: make compare OLD=last.txt NEW=this.txt))

compare: two-reports $(VENV)/.installed
	$(BIN)/policydiff compare "$$OLD" "$$NEW"

test: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

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
