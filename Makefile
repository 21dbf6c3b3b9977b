# make run: set up and serve. make test: set up and test. Both need python3 (3.11 or newer) and nothing else.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1
PORT ?= 8501
BIN := .venv/bin
SETTINGS := pyproject.toml constraints.txt

.PHONY: run test lint build bench office clean

run: .venv/run.done data/parquet/manifest.json
	$(BIN)/streamlit run dashboard.py --server.address $(ADDRESS) --server.port $(PORT) $(if $(NAME),--browser.serverAddress $(NAME))

test: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/dev.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

build: .venv/run.done
	$(BIN)/python -m whitepaper build

bench: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python tools/browser.py
	$(BIN)/python -m benchmarks.run

office: .venv/dev.done data/parquet/manifest.json
	$(BIN)/python -m benchmarks.office

clean:
	rm -rf .venv build

data/parquet/manifest.json: | .venv/run.done
	$(BIN)/python -m whitepaper build

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
