# Set-up is part of each target: the first run makes .venv, later ones find it ready.
# ARGS=… is handed on (make test ARGS="-k mask"), PYTHON=… names a Python to try first.

.DEFAULT_GOAL := help
.PHONY: run test package test-package bench bench-peers check format clean help

run: ## open the program on its sample case
	@bash packaging/run.sh $(ARGS)

test: ## all checks, then the tests
	@bash packaging/test.sh tests $(ARGS)

package: ## freeze the program; on Linux also a Debian package and a portable archive, in build/package
	@bash packaging/package.sh

test-package: ## make the packages, install and start them in a fresh system (Linux, root)
	@bash packaging/test.sh package $(ARGS)

bench: ## measure speed
	@bash packaging/setup.sh dev
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks $(ARGS)

bench-peers: ## measure other programs on the same files
	@bash packaging/setup.sh dev
	@bash packaging/peers.sh
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.peers build/peers $(ARGS)

check: ## format, lint, types and imports, without the tests
	@bash packaging/test.sh checks

format: ## lay the code out and repair what can be repaired by itself
	@bash packaging/setup.sh dev
	@.venv/bin/python -m ruff check --fix-only .
	@.venv/bin/python -m ruff format .

clean: ## remove everything that the other targets made
	@rm -rf .venv .venv.new .venv.old build dist htmlcov .coverage .coverage.*
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find redactor tests tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

help: ## this list
	@grep -E '^[a-z-]+:.* ## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.* ## /make \1|/' | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'
