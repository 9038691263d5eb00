# What can be done with this project; each line is a script or a command of the toolchain that works without make, too.
.PHONY: demo test build release lint docs asan tsan golden bench campaign campaign-power night check deb deb-trial simulate guards fuzz

demo: ## the whole pipeline over inbox-samples/, against the sandbox
	./scripts/demo

test: ## build, format, every test
	./scripts/test

build: ## for development
	./scripts/setup
	swift build

release: ## optimised, the Swift runtime linked in: .build/release/pacbatch
	./scripts/setup
	swift build -c release --static-swift-stdlib --product pacbatch
	swift build -c release --static-swift-stdlib --product pac-sandbox

deb: ## a Debian package in .build/deb
	./scripts/deb

deb-trial: ## installs the package in a bare Debian 12 (as root), runs the demo there, purges it
	./scripts/deb-trial

lint:
	swift format lint --strict --recursive --parallel Sources Tests

docs: ## DocC pages in .build/docs
	./scripts/docs

asan: ## every test under AddressSanitizer
	./scripts/setup
	SWIFT_BACKTRACE=enable=no swift test --disable-xctest --sanitize=address --scratch-path .build/asan

tsan: ## every test under ThreadSanitizer
	./scripts/setup
	SWIFT_BACKTRACE=enable=no TSAN_OPTIONS=suppressions=$(CURDIR)/scripts/tsan-suppressions \
		swift test --disable-xctest --sanitize=thread --scratch-path .build/tsan

fuzz: ## libFuzzer over everything that reads what others wrote, two minutes each (docs/fuzzing.md)
	./scripts/fuzz

golden: ## write the golden files anew; look at the difference before you commit it
	UPDATE_GOLDEN=1 swift test --disable-xctest
	git diff --stat -- Tests

bench: ## orders a second of this machine
	./scripts/bench

campaign: ## 5,000 kills, errors of system calls, full disks, clocks that jump, the order of system calls; an hour; figures go into docs/campaigns.md
	./scripts/campaign kills --count 5000 --record
	./scripts/campaign errors --record
	./scripts/campaign order --record
	./scripts/campaign small --record
	./scripts/campaign clock --record

campaign-power: ## 220 power cuts on loop devices; needs root
	./scripts/campaign power --count 120 --record
	./scripts/campaign power --count 100 --fs xfs --record

night: ## 3,000 documents of all kinds and four companies, one not set up, one with a slow key; voids, imports, odd webhooks
	./scripts/setup
	PACBATCH_NIGHT=3000 swift test --disable-xctest --filter 'a night of several companies'

simulate: ## 200,000 seeds of simulated nights and every pair of crash points; writes docs/simulation.md
	swift build -c release --product pac-simulation
	PACBATCH_COMMIT=$$(git rev-parse --short HEAD) .build/release/pac-simulation --seeds 1..200000 --exhaustive --figures docs/simulation.md

guards: ## takes each guard away and looks for a test that notices; writes docs/guards.md
	./scripts/guards

check: test docs ## before a change is handed in
