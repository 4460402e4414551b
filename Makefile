# A machine with Python 3.11 or later, git and make needs no more: `make extract` and `make test` fetch the rest.

ARCHIVE = data/raw
OUT = data/processed
WORKERS =
FLAGS =
GOLD = data/gold
TABLES = data/processed
REPORT = data/report.html
PYTHON =
UV = uv

VENV := .venv
BIN := $(VENV)/bin

# One thread for each OCR process: with a process a core, more would stand in each other's way.
export OMP_THREAD_LIMIT = 1
# Through the environment, so that spaces and quotes in a folder's name reach the command as they are.
export ARCHIVE OUT GOLD TABLES REPORT PYTHON

.DEFAULT_GOAL := help
.PHONY: help extract test test-all lint report evaluate fonts bench samples docs doctor venv tesseract browser review lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

extract: venv tesseract ## ARCHIVE=data/raw OUT=data/processed WORKERS=<cores> FLAGS=--strict: archive to tables
	@$(BIN)/vanthu extract "$$ARCHIVE" --out "$$OUT" $(if $(WORKERS),--workers $(WORKERS)) $(FLAGS)

review: venv ## OUT=data/processed FLAGS=--voila: correct what was extracted, beside the pictures of the pages
	@$(BIN)/vanthu review --out "$$OUT" $(FLAGS)

test: venv tesseract fonts ## the quick tests, in a few minutes (FLAGS= goes to pytest)
	@$(BIN)/python -m pytest -m "not slow" $(FLAGS)

test-all: venv tesseract fonts browser ## every test, with the slow ones (FLAGS= goes to pytest)
	@$(BIN)/python -m pytest $(FLAGS)

lint: venv ## ruff, its formatting, mypy --strict and the floors of the house (import-linter)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

report: venv ## TABLES=data/processed REPORT=data/report.html FLAGS=--as-of=2024-05-01: the archive in one HTML file
	@$(BIN)/vanthu report --out "$$TABLES" --to "$$REPORT" $(FLAGS)

evaluate: venv ## GOLD=data/gold TABLES=data/processed FLAGS=--misses: score tables against gold files
	@$(BIN)/vanthu evaluate --gold "$$GOLD" --tables "$$TABLES" $(FLAGS)

samples: venv fonts ## make the sample archive data/raw and its gold, data/gold, anew from tests/samples/drafts
	@$(BIN)/python -m tests.samples.make_samples

docs: venv ## write docs/tables.md, the data dictionary, anew from records.py and views.sql
	@$(BIN)/python -m pipeline.analysing.dictionary --write

doctor: venv ## what this machine has and lacks
	@$(BIN)/vanthu doctor

venv: ## make .venv from requirements.lock (PYTHON=<a Python 3.11 or later of your own>)
	@sh .ci/setup venv

tesseract: venv ## find Tesseract with Vietnamese, or install it (VANTHU_TESSDATA=<folder of your vie.traineddata>)
	@sh .ci/setup tesseract

fonts: venv ## find the fonts in which tests and samples are printed, or install them (VANTHU_FONTS=<folder>)
	@sh .ci/setup fonts

browser: venv ## find the Chromium in which the review page is tested, or install it (VANTHU_CHROMIUM=<program>)
	@sh .ci/setup browser

bench: venv tesseract fonts ## measure speed and accuracy against docs/figures.md (FLAGS=--help for more)
	@$(BIN)/python -m pipeline.evaluating.bench tests/gold/dev $(FLAGS)

lock: ## write requirements.lock anew from pyproject.toml (needs uv; FLAGS=--upgrade for newer versions)
	$(UV) pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-emit-index-url --no-header $(FLAGS) --output-file requirements.lock pyproject.toml

clean: ## remove .venv and the tools' caches (tables and corrections stay)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +
