# Every target sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

.PHONY: demo test check model bench bench-language clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e . "hypothesis>=6.100" "mypy>=1.13" "pytest>=8" "ruff>=0.8"
	touch $@

demo: $(VENV)/.ready
	$(BIN)/detente demo

test: $(VENV)/.ready
	$(BIN)/pytest --slow

check: $(VENV)/.ready
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(VENV) out
