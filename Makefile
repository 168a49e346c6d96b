PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo compare test check score

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
	$(BIN)/ruff check src tests
	$(BIN)/mypy src

score: $(VENV)/.ready
	../shared/score/table.py ../shared/gold $(BIN)/policydiff
