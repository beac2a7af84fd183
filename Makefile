# `make` alone lists what there is. The work is done by the scripts in .ci, which serve continuous integration too.
.DEFAULT_GOAL := help

# What `aitys version` says: the nearest tag and how far from it, or the commit.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null)

.PHONY: help demo run build release image test lint fuzz mutants soak bench peers judge-figures maps draft-figures screenshots clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 28

demo: build ## try everything in the browser, without a token
	@bin/aitys demo --open

run: build ## start the bot; without a token it tells how to get one
	@bin/aitys run

build: ## build bin/aitys
	@.ci/setup build
	go build -trimpath -ldflags "-X main.version=$(VERSION)" -o bin/aitys ./cmd/aitys

release: ## build archives for servers into dist, with checksums
	@.ci/setup build
	@.ci/release

image: ## build the container image aitys
	docker build -f deploy/Dockerfile --build-arg VERSION=$(VERSION) --build-arg COMMIT=$(shell git rev-parse HEAD) -t aitys .

test: ## every check, with SQLite and PostgreSQL, as continuous integration runs them
	@.ci/setup test
	@.ci/postgres test .ci/check

lint: ## gofmt, go vet and golangci-lint alone
	@.ci/setup build
	@.ci/check gofmt vet lint

fuzz: ## every fuzz target, FUZZTIME=3s each
	@.ci/setup build
	@.ci/check fuzz

mutants: ## break the bot on purpose and see its tests fail, FAULTS="F4 F11" for some
	@.ci/setup test
	@.ci/postgres test .ci/mutants $(FAULTS)

soak: ## kill it, cut its power and watch it for long: SEED=, KILLS=600, CUTS=100, TIME=3m
	@.ci/setup test
	@.ci/postgres test .ci/soak

bench: ## measure the bot beside a bare loop, with SQLite and PostgreSQL
	@.ci/setup test
	.ci/postgres run go run ./bench

peers: ## measure it beside bots that do the same work with other libraries, with a plot in docs/images
	@.ci/setup build
	go run ./bench -peers -engines sqlite -plot docs/images/peers.png

judge-figures: ## measure the filters on labelled texts: make judge-figures AITYS_LABELLED=FOLDER
	AITYS_LABELLED="$(AITYS_LABELLED)" go test -count=1 ./moderation -run '^TestFigures$$' -v

draft-figures: ## measure drafts: figures, summaries, sections; FIGURES= a folder of labelled texts, ARTICLES= one of articles with an editor's labels
	@AITYS_FIGURES="$(FIGURES)" AITYS_ARTICLES="$(ARTICLES)" go test -count=1 -v -run 'LabelledFigures|Headlines|JudgedArticles' ./drafting

maps: ## compare the opinion map with Polis's public conversations, and measure it
	@.ci/setup build
	go run ./bench -maps -engines sqlite

screenshots: ## write docs/images anew: a picture of each step of the demo's tour
	@.ci/setup browser
	@mkdir -p docs/images
	go test -count=1 ./cmd/aitys -run '^TestBrowser$$/^tour$$' -screenshots "$(CURDIR)/docs/images"

clean: ## remove what was built; databases, backups and .env stay
	rm -rf bin dist
