# Everything a person does here; `make` alone lists it. Needs Swift 6.2, git, make and python3; the rest is installed when missing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Without it SwiftPM orders compiler flags at random, and every change of the plan rebuilds a third of the dependencies.
export SWIFT_DETERMINISTIC_HASHING := 1

BINARY := out/throughline
# Across modules too: calls into libraries are then specialised, which makes a request a tenth cheaper. That no variable is changed by two at
# once is checked as it runs in the debug build, which all tests run on.
# Relocations packed (glibc 2.36 and newer) are 3 MB less to be held in memory.
packed := $(shell [ "$$(getconf GNU_LIBC_VERSION 2>/dev/null | tr -dc 0-9.)" \> 2.35 ] && echo -Xlinker -z -Xlinker pack-relative-relocs)
# Each function in a section of its own: what nobody calls is left out, and what is the same machine code is there once; 5 MB less are held.
release-flags := --configuration release --static-swift-stdlib -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
	-Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld -Xlinker --gc-sections -Xlinker --icf=all $(packed)
say = @printf '\n── %s\n' $(1)

.PHONY: help demo build release test test-quick check bench verify format clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: release ## start a server filled with the demo company; prints the address and the sign-in
	@exec $(BINARY) demo

build: needs ## build for working on it
	$(call say,"building")
	@swift build

release: needs ## build the one binary that is installed: out/throughline
	$(call say,"building $(BINARY)")
	@swift build $(release-flags) --product throughline
	@scripts/strip-binary "$$(swift build $(release-flags) --show-bin-path)/throughline" $(BINARY)

test: needs ## run all tests: Swift on both engines, the scripts, the browser
	$(call say,"building with tests; what they need is installed meanwhile")
	@{ scripts/install-needs --tests && scripts/python-needs; } & installing=$$!; \
		swift build --build-tests || { kill $$installing; exit 1; }; wait $$installing
	@scripts/with-postgres scripts/test

test-quick: needs ## run the Swift tests on SQLite alone, without the browser and the acceptance figures
	$(call say,"building with tests")
	@swift build --build-tests
	@scripts/test --quick

check: ## layout, imports, sizes and words of the code; whether docs/schema.sql is fresh
	@failed=0; for check in format imports sizes words; do scripts/check-$$check || failed=1; done; scripts/schema --check || failed=1; exit $$failed

bench: release test-needs ## measure, beside peers or floors in the same run
	$(call say,"measuring")
	@scripts/with-postgres --durable scripts/bench $(PART)

verify: release test-needs ## the long checks: kills, full disks, slow clients, load
	$(call say,"verifying")
	@scripts/with-postgres --durable scripts/verify $(PART)

format: ## lay the Swift code out as .swift-format says
	@swift format --in-place --parallel --recursive Package.swift $(wildcard Sources Tests Benchmarks)

clean: ## remove all that was built here
	@rm -rf .build .build-python .build-browser .build-results out

.PHONY: needs test-needs
needs:
	@scripts/install-needs
test-needs:
	@scripts/install-needs --tests
	@scripts/python-needs
