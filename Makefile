# The targets are the contract; `make help` lists them.
SHELL := /bin/bash
MVN ?= mvn

.PHONY: help build test test-gateway lint check format clean run dist size bench bench-quick bench-scale bench-testkit bench-jvm bench-inside soak fuzz chaos estimates sampling variants

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## compile everything, the module included
	$(MVN) -q package -DskipTests

test: ## unit, module on Chicory, real Envoy, real services
	scripts/test.sh

lint: ## format, static analysis, module edges, sizes
	scripts/lint.sh

run: ## start gateway, demo provider, rate limit service and live page; REDIS=1 takes the real service
	@scripts/run.sh

test-gateway: ## of `make test`, the module in a real Envoy Gateway alone
	scripts/test-gateway.sh

dist: ## module, OCI layout, jars, Maven repository, SBOM and checksums in dist/
	scripts/dist.sh

check: lint test ## lint and test

format: ## rewrite the sources in the one format
	$(MVN) -q spotless:apply

clean: ## remove what was built
	$(MVN) -q clean
	rm -rf dist

bench: build bench-jvm bench-inside ## side by side with plain Envoy, native filters, AI Gateway: target/bench/README.md
	python3 bench/bench.py
	python3 bench/testkit.py

bench-quick: build ## the main loads and peers in two minutes
	python3 bench/bench.py --quick

bench-scale: build ## streams in flight, limits, keys, consumers: target/bench/scale.md
	python3 bench/scale.py

bench-testkit: ## streams a second of testkit, time of the suite on each host: target/bench/testkit.md
	python3 bench/testkit.py

bench-jvm: ## readers on the JVM, beside jackson-core: target/bench/jvm.json
	mkdir -p target/bench
	$(MVN) -q -Pbench -pl bench/jvm -am verify -DskipTests
	sha256sum < plugin/filter/target/tollgate.wasm > target/bench/jvm.module

FUZZ ?= 1000000
fuzz: ## random texts, bodies, streams and gzip data beside their oracles, FUZZ of each; FUZZ_SEED repeats a run
	@seed=$${FUZZ_SEED:-$$(date +%s)}; echo "fuzz: $(FUZZ) of each, seed $$seed"; \
	$(MVN) -q -pl plugin/core -am test -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest='FuzzTest,JsonOracleTest,GunzipTest,RequestFuzzTest,StreamFuzzTest' \
	  -Dfuzz.strings=$(FUZZ) -Dfuzz.count=$(FUZZ) -Dfuzz.seed=$$seed

estimates: ## write docs/token-estimates.md anew from the recorded calls
	$(MVN) -q -pl plugin/tokens test-compile
	cd plugin/tokens && java -cp target/classes:target/test-classes io.tollgate.tokens.prompt.Estimates ../../docs/token-estimates.md

sampling: ## write the error of sampling long prompts into docs/tokens.md
	$(MVN) -q -pl plugin/tokens test-compile
	cd plugin/tokens && java -cp target/classes:target/test-classes io.tollgate.tokens.Sampling ../../docs/tokens.md

size: ## what the module's code section holds, by package
	$(MVN) -q package -DskipTests -pl plugin/filter -am
	scripts/size.py plugin/filter/target/tollgate.wasm

variants: ## the module with both encodings, one, none: target/variants/, and their sizes
	scripts/variants.sh

soak: ## 1,000,000 requests with bodies through a real Envoy (SOAK_REQUESTS), memory flat
	SOAK_REQUESTS=$${SOAK_REQUESTS:-1000000} ENVOY=$$(scripts/envoy.sh) $(MVN) -q test -pl abi/conformance -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false

chaos: ## everything around the module fails under load, CHAOS_REQUESTS of it; what was sent, charged, lost, doubled: target/chaos.md
	CHAOS_REQUESTS=$${CHAOS_REQUESTS:-100000} ENVOY=$$(scripts/envoy.sh) $(MVN) -q package -pl proofs -am -Dtest=ChaosTest -Dsurefire.failIfNoSpecifiedTests=false

bench-inside: ## readers compiled, inside Envoy; token counts there and on the JVM, beside jtokkit: target/bench/tokens.md
	$(MVN) -q -Pbench -pl bench/inside,bench/jvm -am package -DskipTests
	python3 bench/inside.py
	sha256sum < plugin/filter/target/tollgate.wasm > target/bench/inside.module
