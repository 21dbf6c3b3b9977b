# make run: set up and serve. make test: set up and test. Both need python3 (3.11 or newer) and nothing else.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1
PORT ?= 8501
UPKEEP ?= 8512
BIN := .venv/bin
SERVE = $(if $(DATA),WHITEPAPER_DATA=$(DATA)) $(BIN)/streamlit run dashboard.py --server.address $(ADDRESS) --server.port $(PORT) $(if $(NAME),--browser.serverAddress $(NAME))
COVERED := 95

.PHONY: run maintain dev check lint test mutate fuzz build bench bench-peers bench-budget bench-size bench-scale bench-spark city engine load load-two soak licences audit office files-test picture pictures wheelhouse deploy-test clean

# DATA=FOLDER serves another data set than the project's own.
run: .venv/run.done data/parquet/manifest.json
	$(SERVE)

# The yearly round in a browser, for the clerk on this machine; apart from the server that readers use.
maintain: .venv/run.done data/parquet/manifest.json
	$(if $(DATA),WHITEPAPER_DATA=$(DATA)) $(BIN)/streamlit run maintenance.py --server.address 127.0.0.1 --server.port $(UPKEEP)

# As run, but a page open in a browser follows every change of the code.
dev: .venv/run.done data/parquet/manifest.json
	$(SERVE) --server.fileWatcherType auto --server.runOnSave true

# The first gate, under a minute: format, lint, types, arrows between rooms, pure tests.
check: lint
	$(BIN)/python -m pytest -n 2 -q --hypothesis-profile=quick tests/unit

lint: .venv/dev.done
	$(MAKE) --no-print-directory -j 2 types style

# The parts of lint, side by side.
.PHONY: types style
style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

# Everything: lint, all tests with the coverage of branches, and then those in a browser.
test: lint data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=$(COVERED) tests/unit tests/building tests/built tests/contract tests/pages
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/browser

# In a copy, as the mutants are written into the code.
mutate: .venv/mutate.done
	rm -rf build/mutate
	mkdir -p build/mutate
	cp -r whitepaper tests pyproject.toml data build/mutate/
	cd build/mutate && $(CURDIR)/$(BIN)/mutmut run
	cd build/mutate && $(CURDIR)/$(BIN)/mutmut results

# Whatever can be asked of /api, made up from its own description; and a thousand sources with a mistake.
fuzz: .venv/fuzz.done data/parquet/manifest.json
	$(BIN)/python -m pytest -n 2 tests/fuzz

# The build that comes with the project; one for readers alone is a version: python -m whitepaper build, preview, publish.
build: .venv/run.done
	$(BIN)/python -m whitepaper build --target data/parquet

picture: .venv/dev.done
	$(BIN)/python -m tools.architecture

# WORDS="map sector=product" keeps the addresses that contain one of them.
pictures: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m tools.pictures $(WORDS)

bench: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m benchmarks.run

# The same page in bare Streamlit, Dash, Panel and plain Vega, installed apart.
bench-peers: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m benchmarks.peers.run

# CPU of the browser for one change, which a busy machine tells as well.
bench-budget: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m benchmarks.budget

# The data set ten and a hundred times as large, which is synthetic and stays in build/size.
bench-size: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.size

# Fails on a run-time dependency whose licence is none of those accepted.
licences: .venv/run.done
	$(BIN)/python -m tools.licences

# Asks over the network; says so where it could not ask.
audit: .venv/audit.done
	$(BIN)/python -m tools.audit

# 100 readers with a change every 5 s for 5 minutes, without browsers: eight minutes. load-two: two processes behind nginx.
load: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.load.run

load-two: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.load.run --processes 2

# Readers who come and go for an hour: does the memory stay where it is?
soak: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.load.soak

# The contract tests of the stores on a Spark cluster that runs on loopback for as long; needs Java (17 or newer).
engine: .venv/engine.done data/parquet/manifest.json
	$(BIN)/python -m tools.engine

# What 10, 100 and 1,000 times the rows cost in memory and on DuckDB; they are synthetic and stay in build/scale.
# TIMES="1 1024" measures these alone, and tells what was measured before beside them.
bench-scale: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.scale $(TIMES)

# The same on a Spark cluster that runs on loopback for as long; needs Java (17 or newer).
bench-spark: .venv/engine.done data/parquet/manifest.json
	$(BIN)/python -m tools.engine --measure $(TIMES)

# A city of 16 districts, 220 towns and 8 papers each, made up, through the real build; it stays in build/city.
city: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.city

office: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.office

# Every kind of file in the validator of the Open XML SDK; needs node (npm).
files-test: .venv/dev.done data/parquet/manifest.json
	npm ci --prefix tools/validator --no-audit --no-fund
	$(BIN)/python -m pytest tests/built/test_valid.py

# Wheels of Linux and Windows for an installation without a network, each held to the hash in deploy/requirements.txt.
wheelhouse: .venv/pip.done
	$(BIN)/python -m tools.wheelhouse

# The files of deploy/nginx before real servers, in a browser; skipped where there is no nginx.
deploy-test: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest tests/deploy

clean:
	rm -rf .venv build

data/parquet/manifest.json: | .venv/run.done
	$(BIN)/python -m whitepaper build --target data/parquet

.venv/pip.done: constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "需要 Python 3.11 或更新版本（现为 `$(PYTHON) --version 2>&1`）：安装后用 make PYTHON=python3.11 重试"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "缺少 Python 的 venv 模块：Debian、Ubuntu 请先运行 apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
	touch $@

.venv/run.done: .venv/pip.done pyproject.toml
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group run
	touch $@

.venv/dev.done: .venv/run.done
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	touch $@

.venv/audit.done: .venv/run.done
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group audit
	touch $@

.venv/mutate.done: .venv/dev.done
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group mutate
	touch $@

.venv/engine.done: .venv/dev.done
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group engine
	touch $@

.venv/fuzz.done: .venv/dev.done
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group fuzz
	touch $@
