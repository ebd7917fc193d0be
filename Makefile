# `make` alone prints this list. Everything it fetches goes to .odoo/, which git ignores.
PYTHON ?= python3
PORT ?= 8069
TOOL = $(PYTHON) -m tests.bootstrap

.PHONY: help run test lint fix i18n test-odoo bench dist clean
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
		awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## serve the demo on http://127.0.0.1:8069 (PORT=8070, ODOO=/path/to/odoo, PGHOST=…)
	@$(TOOL) server --port $(PORT)

test: ## run all tests, or `make test k=offer`; keep=1 keeps the database
	@$(TOOL) run_tests -k "$(k)" --keep "$(keep)"

lint: ## check style, translations and licences
	@$(TOOL) lint

fix: ## format the code and repair what the linters can
	@$(TOOL) lint --fix

i18n: ## write the .pot files and merge new terms into es.po
	@$(TOOL) translations

test-odoo: ## run Odoo's own tests with and without our add-ons and compare, or `k=crm,sale`
	@$(TOOL) stock_suites -k "$(k)"

bench: ## time our add-ons against stock Odoo
	@$(TOOL) bench -k "$(k)"

dist: ## build a wheel and a zip of every add-on in dist/
	@$(TOOL) dist

clean: ## stop what still runs and remove everything that was fetched or built
	@$(TOOL).clean
