# Plenum: what a newcomer, a packager and CI ask of this repository. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help demo test faults torture install bench format lint clean set-up static

PREFIX ?= /usr/local
DESTDIR ?=

# The installed program is built in a folder of its own, so that its flags do not disturb everyday builds.
STATIC := $(CURDIR)/.build/static
ARCHIVES := $(STATIC)/archives
STATIC_BUILD = PKG_CONFIG_PATH='$(ARCHIVES)' swift build -c release --scratch-path '$(STATIC)' \
	--static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xlinker -s

SOURCES := Package.swift Plugins Sources Tests

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do
		printf '  make %-9s %s\n' "$$name" "$$text"
	done

demo: set-up ## play the canonical case, from the plan to the acknowledged resolution
	@swift build -c release --product plenum
	folder=$$(mktemp -d "$${TMPDIR:-/tmp}/plenum-demo.XXXXXX")
	PLENUM='$(CURDIR)/.build/release/plenum' PLENUM_DATABASE="$$folder/plenum.db" examples/thematic-session/play.sh

test: FOR := test
test: set-up ## run the tests (PLENUM_WARNINGS_AS_ERRORS=1 refuses warnings)
	@swift test
	echo 'Plenum: all tests passed.'

# ROW= and SEED= repeat one row or one case; PART= takes so many percent of the large column.
FAULTS = $(STATIC_BUILD) --product plenum-next-schema && folder=$$($(STATIC_BUILD) --show-bin-path) && \
	PLENUM="$$folder/plenum" PLENUM_NEXT="$$folder/plenum-next-schema" \
	python3 Tests/Faults --row '$(ROW)' $(if $(SEED),--seed $(SEED))

faults: FOR := faults
faults: static ## kill, starve and damage the installed program, and look whether anything was lost
	@$(FAULTS)

torture: FOR := faults
torture: static ## the same at length (PART=10 for a tenth of it)
	@$(FAULTS) --large --part $(or $(PART),100)

install: static ## install the program below PREFIX (default /usr/local)
	@install -D -m 755 "$$($(STATIC_BUILD) --show-bin-path)/plenum" '$(DESTDIR)$(PREFIX)/bin/plenum'
	echo 'Installed $(DESTDIR)$(PREFIX)/bin/plenum.'

bench: static ## measure: ratios to a baseline of the same run
	@swift build -c release --product plenum-bench
	PLENUM="$$($(STATIC_BUILD) --show-bin-path)/plenum" .build/release/plenum-bench

format: ## put the source files into the project's form
	@swift format --in-place --recursive --parallel $(SOURCES)

lint: ## say where a source file is not in the project's form
	@swift format lint --strict --recursive --parallel $(SOURCES)

clean: ## remove what was built
	@rm -rf .build

# Everything that Debian has as an archive goes into the program, so that it runs where none of it is installed.
# A folder that holds the archives only, and is searched first, keeps the linker from the shared libraries;
# it is searched first because it is where pkg-config says that libyaml is.
static: set-up
	@mkdir -p '$(ARCHIVES)'
	resources=$$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": *"\(.*\)".*/\1/p')
	for archive in libyaml.a libsqlite3.a libstdc++.a; do
		path=$$("$$resources/../../bin/clang" -print-file-name="$$archive")
		if [[ $$path == /* ]]; then
			ln -sf "$$path" '$(ARCHIVES)/'
		else
			echo "There is no $$archive here: the program will need the shared library where it runs." >&2
		fi
	done
	printf '%s\n' 'Name: libyaml' 'Description: the archive' 'Version: 0' 'Libs: -L$(ARCHIVES) -lyaml' \
		> '$(ARCHIVES)/yaml-0.1.pc'
	$(STATIC_BUILD) --product plenum

# Installs what a build needs and this machine lacks. Says nothing and does nothing when all is there.
set-up:
	@stop() { echo "$$*" >&2; exit 1; }
	wanted='Plenum needs Swift 6.2 or later on the PATH (https://www.swift.org/install/)'
	command -v swift > /dev/null || stop "$$wanted; there is no \`swift\` on it."

	missing=()
	command -v git > /dev/null || missing+=(git)
	command -v python3 > /dev/null || missing+=(python3)
	command -v pkg-config > /dev/null || missing+=(pkg-config)
	[[ -e /etc/ssl/certs/ca-certificates.crt ]] || missing+=(ca-certificates)
	[[ -e /usr/share/zoneinfo/Asia/Ho_Chi_Minh ]] || missing+=(tzdata)
	[[ -e /usr/include/yaml.h ]] || missing+=(libyaml-dev)
	[[ -e /usr/include/sqlite3.h ]] || missing+=(libsqlite3-dev)
	compgen -G '/usr/lib/gcc/*/*/libstdc++.so' > /dev/null || missing+=(g++)
	swift package --version > /dev/null 2>&1 || missing+=(libcurl4 libedit2 libncurses6 libxml2)
	if [[ '$(FOR)' == test ]]; then
		command -v msmtp > /dev/null || missing+=(msmtp)
		[[ -d /usr/lib/python3/dist-packages/jsonschema ]] || missing+=(python3-jsonschema)
	fi
	if [[ '$(FOR)' == faults ]]; then
		command -v strace > /dev/null || missing+=(strace)
		command -v mount > /dev/null || missing+=(mount)
		command -v setpriv > /dev/null || missing+=(util-linux)
	fi
	if (( $${#missing[@]} )) && ! command -v apt-get > /dev/null; then
		echo "Plenum needs what Debian calls $${missing[*]}: please install it with this system's tools." >&2
	elif (( $${#missing[@]} )); then
		as_root=(env DEBIAN_FRONTEND=noninteractive)
		how='through apt'
		if (( EUID != 0 )); then
			command -v sudo > /dev/null || stop "Plenum needs $${missing[*]}. As root: apt-get install $${missing[*]}"
			as_root=(sudo "$${as_root[@]}")
			how='through sudo apt'
		fi
		echo "Installing $${missing[*]} $$how."
		log=$$(mktemp)
		trap 'rm -f "$$log"' EXIT
		fetch() { "$${as_root[@]}" apt-get install --yes --no-install-recommends "$${missing[@]}" < /dev/null; }
		# A machine that never ran `apt-get update`, or long ago, knows no packages or outdated ones.
		fetch > "$$log" 2>&1 || { "$${as_root[@]}" apt-get update && fetch; } >> "$$log" 2>&1 || {
			cat "$$log" >&2
			stop "apt could not install $${missing[*]}."
		}
	fi

	version=$$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1) || true
	[[ -n $$version ]] || stop "\`swift --version\` does not work here: $$(swift --version 2>&1 | head -2)"
	[[ $$(printf '%s\n' 6.2 "$$version" | sort -V | head -1) == 6.2 ]] || stop "$$wanted; this is $$version."
