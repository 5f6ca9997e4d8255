# détente. Every target sets up what it needs: .venv to use and test, .venv-train to train.
#   make demo     the whole path on the bundled reports          make test    all tests
#   make check    format, lint, types, fast tests, docs          make model   train and export the language model
#   make heads    teach the direct heads by the corpus (DATA, SCORER), on the shipped model
#   make bench    every figure of the docs (DATA, SCORER, SEED name what does not come with the project)
#   make bench-accuracy    those on reports not seen before (DATA, SCORER), held against their floors
#   make bench-relations   those about relations (DATA; with SCRATCH=folder also speed on ten million events)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
TRAIN := .venv-train
CODE := src tests benchmarks training corpus docs
DATA ?= data
SCORER ?=
SEED ?=
FP32 ?=
RUN ?= build/run
SCRATCH ?=
ONLY ?=
MODEL := src/detente/language/data/model
PIP := -m pip install --quiet --disable-pip-version-check
GROUP := -c 'import sys, tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"][sys.argv[1]], sep="\n")'
TEACH = $(TRAIN)/bin/python training/events/teach.py $(RUN) $(DATA) --rows $(RUN)/train.jsonl --dev $(RUN)/dev.jsonl --threads 1
HALVES = --halves $(RUN)/model0 $(RUN)/model1
given = $(if $(wildcard $(2)),--$(1) $(2))
BENCH := $(BIN)/python benchmarks/write_docs.py $(call given,data,$(DATA)) $(call given,scorer,$(SCORER)) \
	$(call given,seed,$(SEED)) $(call given,fp32,$(FP32))

.PHONY: demo test check format model heads bench bench-language bench-coding bench-speed bench-accuracy \
	bench-errors bench-relations picture clean

demo: $(VENV)/.ready
	$(BIN)/detente demo

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest --slow --numprocesses 2 --dist loadgroup

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

format: $(VENV)/.ready-dev
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

model: $(TRAIN)/.ready
	$(TRAIN)/bin/python training/train.py $(DATA) $(RUN)
	$(TRAIN)/bin/python training/export.py $(RUN) $(MODEL) $(DATA) --version joint-1
	$(MAKE) $(VENV)/.ready
	$(BIN)/python benchmarks/language.py $(DATA) --json $(RUN)/figures.json
	$(TRAIN)/bin/python training/card.py $(MODEL) $(RUN)/figures.json $(RUN)

heads: $(TRAIN)/.ready $(VENV)/.ready-dev
	$(TRAIN)/bin/python training/restore.py $(MODEL) $(RUN) $(DATA)
	$(BIN)/python training/events/prepare.py $(DATA) $(RUN)/train.jsonl --part train
	$(BIN)/python training/events/prepare.py $(DATA) $(RUN)/dev.jsonl --part dev
	$(BIN)/python training/events/prepare.py $(DATA) $(RUN)/uncoded.jsonl --silver synthetic_news=900 \
		news_us_state=400 news_white_house=150 posts_us_state=600 news_globalvoices_sents=750
	$(TEACH) $(RUN)/first --own 4 --epochs 6 --rates 1.5e-4 1e-3
	$(TEACH) $(RUN)/large --large $(RUN)/mpnet --epochs 2 --rates 5e-5 1e-3 --replay 0
	$(TRAIN)/bin/python training/events/label.py $(RUN) $(RUN)/uncoded.jsonl $(RUN)/labelled.jsonl \
		--by $(RUN)/large $(RUN)/first
	$(TEACH) $(RUN)/events --own 4 --start $(RUN)/first --silver $(RUN)/labelled.jsonl --silver-epochs 4 --epochs 4 \
		--rates 1.2e-4 8e-4 --renamed 0.3 --seed 3
	$(TEACH) $(RUN)/more --own 4 --start $(RUN)/events --epochs 1 --rates 1.2e-4 8e-4 --renamed 0.3 --seed 6
	$(TRAIN)/bin/python training/events/average.py $(RUN)/mean $(RUN)/events $(RUN)/more
	$(TEACH) $(RUN)/last --own 4 --start $(RUN)/mean --epochs 3 --rates 1.2e-4 8e-4 --renamed 0.3 --seed 11
	$(TEACH) $(RUN)/renamed --own 4 --start $(RUN)/last --epochs 1 --rates 1e-4 6e-4 --renamed 0.6 --seed 12
	$(TRAIN)/bin/python training/events/average.py $(RUN)/heads $(RUN)/last $(RUN)/renamed
	for half in 0 1; do \
		$(TEACH) $(RUN)/half$$half --half $$half --own 4 --epochs 4 --rates 1.5e-4 1e-3 --renamed 0.3 && \
		$(TRAIN)/bin/python training/events/ship.py $(RUN)/half$$half $(MODEL) $(RUN)/model$$half --version half \
			|| exit 1; \
	done
	$(TRAIN)/bin/python training/events/ship.py $(RUN)/heads $(MODEL) $(MODEL) --version joint-7
	PYTHONPATH=src $(TRAIN)/bin/python training/events/gate.py $(DATA) $(SCORER)
	$(BIN)/python training/belonging.py $(DATA) --write
	$(BIN)/python training/events/parties.py $(DATA) $(SCORER) $(MODEL)/parties.tsv $(HALVES)
	$(BIN)/python training/events/calibrate.py $(DATA) $(SCORER) $(MODEL)/confidence.json $(HALVES)
	$(BIN)/python training/circumstances.py $(DATA) $(HALVES) --write

bench: $(VENV)/.ready-dev
	$(BENCH)

bench-language: $(VENV)/.ready-dev
	$(BENCH) --only language

bench-coding: $(VENV)/.ready-dev
	$(BENCH) --only dispatches coding articles seed peers

bench-speed: $(VENV)/.ready-dev
	$(BENCH) --only speed

bench-accuracy: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/accuracy.py $(DATA) $(SCORER) --write --check

bench-errors: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/errors.py $(DATA) $(SCORER) --keep after
	$(BIN)/python benchmarks/errors_page.py

bench-relations: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/relations.py $(DATA) $(if $(SCRATCH),--scratch $(SCRATCH)) $(if $(ONLY),--only $(ONLY))

picture: $(VENV)/.ready-dev
	$(BIN)/python docs/make_picture.py

clean:
	rm -rf $(VENV) $(TRAIN) build out

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "détente needs Python 3.11 or newer: install it, or name it with make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python $(GROUP) dev > $(VENV)/dev.txt
	$(BIN)/python $(PIP) -r $(VENV)/dev.txt
	@touch $@

$(TRAIN)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "détente needs Python 3.11 or newer: install it, or name it with make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python $(GROUP) train > $(TRAIN)/train.txt
	$(TRAIN)/bin/python $(PIP) -r $(TRAIN)/train.txt
	@touch $@
