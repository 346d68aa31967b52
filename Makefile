# Two commands are enough: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
# SERVE=0 stops when the demonstration stands ready instead of serving it.
SERVE  ?= 1
# STAGE=review ends the year where the case that readers follow is under review; any other stage likewise.
STAGE  ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check shots messages tables lock vendor third-party clean

help: ## what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## set up, build the demonstration city, run its year, serve it and print the address and the cast
	@$(PYTHON) tools/setup.py run --venv $(VENV)
	@$(BIN)/kechuang demo --home .demo $(if $(filter 0 no false,$(SERVE)),--no-serve) $(if $(STAGE),--stage $(STAGE))

test: ## set up and run every test: SQLite, PostgreSQL and the browser
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python -m tools.run_tests

check: ## lint, types, import contracts and the quick tests
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python -m tools.run_checks

shots: ## take the README's pictures from the running product
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python tools/shots.py

messages: ## collect the words of the interface into the catalogues and compile them
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python tools/messages.py update

tables: ## write what docs/ shows of the transition tables
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python tools/tables.py

lock: ## resolve the requirements again and write the hash-locked files
	@$(PYTHON) tools/lock.py

vendor: ## fetch the vendored style sheets, fonts and icons again (developers; needs npm)
	@$(PYTHON) tools/vendor.py

third-party: ## write THIRD_PARTY.md from what is locked and vendored
	@$(PYTHON) tools/setup.py dev --venv $(VENV)
	@$(BIN)/python tools/third_party.py

clean: ## remove the environment and the demonstration
	rm -rf $(VENV) .demo .demo.* .tools
