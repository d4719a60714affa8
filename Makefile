# make            build the program          make demo   install what is missing, build, score an example
# make help       all targets                make test   install the test tools, run everything
#
# CC, CFLAGS, CPPFLAGS, LDFLAGS, BUILD, PREFIX and DESTDIR are yours; the project's own flags are ICT_CFLAGS.

BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
FLEX ?= flex
BISON ?= bison
PYTHON ?= python3
INSTALL ?= install
CLANG_FORMAT ?= clang-format-14

ICT_CFLAGS := -std=c17 -Wall -Wextra -Wshadow
ICT_CPPFLAGS := -I. -I$(BUILD)
ifeq ($(WERROR),1)
ICT_CFLAGS += -Werror
endif
# only the command line and the tests talk to the system
POSIX_FLAGS := -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
LIBS := -lmpfr -lgmp -lutf8proc -pthread
# Finding, mapping and binding shared libraries takes longer than scoring a province. The program has none where the
# machine has the static ones; `make STATIC=` gives one with shared libraries.
STATIC ?= -static

# the one place is library/context.c; tests/install.sh holds CHANGELOG.md and the installed files against it
VERSION := $(shell sed -n 's/^\#define ICTSCORE_VERSION "\(.*\)"$$/\1/p' library/context.c)

STDLIB := $(sort $(wildcard stdlib/*.isl))
PARSER := $(if $(wildcard lang/parser.y),$(BUILD)/lang/parser.c)
SCANNER := $(if $(wildcard lang/scanner.l),$(BUILD)/lang/scanner.c)
GENERATED := $(PARSER) $(SCANNER) $(BUILD)/lang/stdlib_text.c $(BUILD)/evidence/checker/checker_text.c $(BUILD)/library/build_id.c
GENERATED_HEADERS := $(PARSER:.c=.h)

# bottom-up; the command line stands on top of them
EVIDENCE := evidence/basis evidence/card evidence/manifest evidence/units evidence/checker evidence/published evidence/changes evidence/years
LAYERS := base lang runtime/values runtime/reading runtime/computing runtime/results proving testing drafting $(EVIDENCE) library
LIBRARY_SOURCES := $(sort $(wildcard $(LAYERS:%=%/*.c)))
BUILD_SOURCES := $(sort $(foreach layer,$(LAYERS) cli,$(wildcard $(layer)/*.[chyl] $(layer)/*.def $(layer)/*.py)) $(STDLIB))
CLI_SOURCES := $(sort $(wildcard cli/*.c))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*_test.c))
FORMATTED := $(sort $(wildcard $(LAYERS:%=%/*.[ch]) cli/*.[ch] tests/unit/*.[ch] tests/differential/*.[ch] tests/proving/*.[ch] bench/*.c))

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/obj/%.o) $(GENERATED:$(BUILD)/%.c=$(BUILD)/obj/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/obj/%.o)
CLI_PARTS := $(filter-out $(BUILD)/obj/cli/main.o,$(CLI_OBJECTS))
UNIT_PROGRAMS := $(UNIT_SOURCES:%.c=$(BUILD)/%)

LIBRARY := $(BUILD)/libictscore.a
PROGRAM := $(BUILD)/ictscore
COMPILE = $(CC) $(ICT_CPPFLAGS) $(CPPFLAGS) $(ICT_CFLAGS) $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(LDFLAGS)

# V=1 shows whole commands
Q := $(if $(filter 1,$(V)),,@)
SAY := @$(if $(filter 1,$(V)),:,echo)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all library demo test bench bench-scaling bench-instructions unit-programs setup setup-test install uninstall clean format help FORCE
.PHONY: test-unit \
	test-cases \
	test-spec \
	test-codes \
	test-findings \
	test-grammar \
	test-stories \
	test-published \
	test-large \
	test-world \
	test-changes \
	test-generated \
	test-oracle \
	soak-oracle \
	test-drafting \
	soak-drafting \
	test-checker \
	soak-checker \
	test-options \
	test-schemas \
	test-compare \
	soak-compare \
	test-manifest \
	test-years \
	soak-years \
	test-evidence \
	soak-evidence \
	test-differential \
	soak-differential \
	test-proving \
	soak-proving \
	test-layers \
	test-format \
	test-install \
	test-sanitize \
	test-self \
	test-bench \
	test-fresh \
	test-mutants

all: $(if $(CLI_SOURCES),$(PROGRAM)) $(LIBRARY)

library: $(LIBRARY)

# ---- what is built

$(PROGRAM): $(CLI_OBJECTS) $(LIBRARY) $(BUILD)/link-flags
	$(SAY) '  LINK   $@'
	$(Q)$(if $(STATIC),$(LINK) $(STATIC) -o $@ $(filter %.o %.a,$^) $(LIBS) $(LDLIBS) 2>/dev/null ||) \
		$(LINK) -o $@ $(filter %.o %.a,$^) $(LIBS) $(LDLIBS)

$(LIBRARY): $(LIBRARY_OBJECTS)
	@rm -f $@
	$(SAY) '  AR     $@'
	$(Q)$(AR) rcs $@ $^

$(BUILD)/cli.a: $(CLI_PARTS)
	@rm -f $@
	$(SAY) '  AR     $@'
	$(Q)$(AR) rcs $@ $^

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.o: $(BUILD)/%.c $(BUILD)/flags | $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(CLI_OBJECTS): private ICT_CPPFLAGS += $(POSIX_FLAGS)

# what flex writes is not ours to tidy
$(BUILD)/obj/lang/scanner.o: private ICT_CFLAGS += -Wno-unused-function -Wno-sign-compare -Wno-unused-parameter

ifneq ($(PARSER),)
$(BUILD)/lang/parser.c $(BUILD)/lang/parser.h &: lang/parser.y
	@mkdir -p $(BUILD)/lang
	$(SAY) '  BISON  $<'
	$(Q)$(BISON) -Wall -Wcounterexamples -Werror --header=$(BUILD)/lang/parser.h -o $(BUILD)/lang/parser.c $<
endif

ifneq ($(SCANNER),)
$(BUILD)/lang/scanner.c: lang/scanner.l
	@mkdir -p $(@D)
	$(SAY) '  FLEX   $<'
	$(Q)$(FLEX) -o $@ $<
endif

$(BUILD)/lang/stdlib_text.c: tools/embed.sh $(BUILD)/stdlib-list $(STDLIB)
	@mkdir -p $(@D)
	$(SAY) '  EMBED  $@'
	$(Q)sh tools/embed.sh $(STDLIB) > $@

$(BUILD)/evidence/checker/checker_text.c: tools/embed_text.sh evidence/checker/checker.py evidence/checker/checker_irrational.py
	@mkdir -p $(@D)
	$(SAY) '  EMBED  $@'
	$(Q)sh tools/embed_text.sh evidence/checker/checker_text.h checker_text evidence/checker/checker.py \
		checker_irrational_text evidence/checker/checker_irrational.py > $@

# the hash of all sources, in the order of their names
$(BUILD)/library/build_id.c: $(BUILD_SOURCES)
	@mkdir -p $(@D)
	$(SAY) '  HASH   $@'
	$(Q)printf '#include "library/build_id.h"\n\nconst char build_id[] = "%s";\n' \
		"$$(cat $(BUILD_SOURCES) | sha256sum | cut -c1-64)" > $@

# written anew only when its content changes, so that what depends on it is rebuilt then and only then
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' > $@

$(BUILD)/link-flags: FORCE
	@mkdir -p $(@D)
	@echo '$(LINK) $(STATIC) $(LIBS) $(LDLIBS)' | cmp -s - $@ || echo '$(LINK) $(STATIC) $(LIBS) $(LDLIBS)' > $@

$(BUILD)/stdlib-list: FORCE
	@mkdir -p $(@D)
	@echo '$(STDLIB)' | cmp -s - $@ || echo '$(STDLIB)' > $@

unit-programs: $(UNIT_PROGRAMS)

$(BUILD)/tests/unit/%_test: tests/unit/%_test.c $(LIBRARY) $(BUILD)/cli.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) $(POSIX_FLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(BUILD)/cli.a $(LIBRARY) $(LIBS) -lcmocka $(LDLIBS)

DIFFERENTIAL := $(BUILD)/tests/differential/differential

$(DIFFERENTIAL): tests/differential/differential.c tests/differential/threads.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $(filter %.c,$^) $(LIBRARY) $(LIBS) $(LDLIBS)

PROVING := $(BUILD)/tests/proving/proving

$(PROVING): $(sort $(wildcard tests/proving/*.c)) $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) $(LDFLAGS) -o $@ $(filter %.c,$^) $(LIBRARY) $(LIBS) $(LDLIBS)

$(PROVING): $(wildcard tests/proving/*.h)

REFERENCE_SPEED := $(BUILD)/bench/reference_speed

$(REFERENCE_SPEED): bench/reference_speed.c $(LIBRARY) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC     $@'
	$(Q)$(COMPILE) $(POSIX_FLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(LIBRARY) $(LIBS) $(LDLIBS)

-include $(DIFFERENTIAL).d $(REFERENCE_SPEED).d
-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d)

# ---- for people

setup:
	@sh tools/setup build

setup-test:
	@sh tools/setup build test

demo: setup
	@$(MAKE) --no-print-directory -j$(JOBS) all
	$(PROGRAM) examples/hue-2017/rules.isl examples/hue-2017/data.csv

test: setup-test
	@MAKE='$(MAKE)' JOBS='$(JOBS)' PYTHON='$(PYTHON)' sh tests/run_all.sh

test-unit:
	-@$(MAKE) --no-print-directory -k -j$(JOBS) unit-programs
	@BUILD=$(BUILD) $(PYTHON) tests/run_unit.py

test-cases: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_cases.py

test-spec: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_spec.py

test-codes:
	@$(PYTHON) tests/run_codes.py

test-findings: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_findings.py

test-grammar:
	@$(PYTHON) tests/grammar_page.py --check

test-stories: all
	@ICTSCORE=$(PROGRAM) BUILD=$(BUILD) $(PYTHON) tests/run_stories.py

test-published: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_published.py

test-large: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/rules_large.py

test-world: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_world.py

test-changes: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_changes.py

test-generated: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_generated.py

test-oracle: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_oracle.py

# make soak-oracle SEEDS=1..20000: as many random methodologies as you have time for; not part of `make test`
soak-oracle: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_oracle.py --seeds $(or $(SEEDS),1..5000)

test-compare: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_compare.py

# make soak-compare SEEDS=1..20000: more of test-compare; not part of `make test`
soak-compare: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_compare.py --seeds $(or $(SEEDS),1..5000)

test-checker: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_checker.py

# make soak-checker SEEDS=1..20000: more of test-checker; not part of `make test`
soak-checker: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_checker.py --seeds $(or $(SEEDS),1..5000)

test-drafting: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_drafting.py

# make soak-drafting SEEDS=1..20000: layout and meaning of random methodologies; not part of `make test`
soak-drafting: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_drafting.py --seeds $(or $(SEEDS),1..20000)

test-options: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_options.py

test-schemas: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_schemas.py

# rules that build on others, and what their changes do, over random pairs of methodologies
test-years: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_years.py

soak-years: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_years.py --seeds $(or $(SEEDS),1..5000)

test-manifest: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_manifest.py

test-evidence: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_evidence.py

soak-evidence: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/run_evidence.py --seeds $(or $(SEEDS),1..5000)

test-differential: $(DIFFERENTIAL)
	@BUILD=$(BUILD) $(PYTHON) tests/run_differential.py

# make soak-differential SEEDS=1..1000000: as many random plans as you have time for; not part of `make test`
soak-differential: $(DIFFERENTIAL)
	@BUILD=$(BUILD) $(PYTHON) tests/run_differential.py --seeds $(or $(SEEDS),1..100000)

test-proving: $(PROVING)
	@BUILD=$(BUILD) $(PYTHON) tests/run_proving.py

# make soak-proving SEEDS=1..3000000: as many random methodologies as you have time for; not part of `make test`
soak-proving: $(PROVING)
	@BUILD=$(BUILD) $(PYTHON) tests/run_proving.py --seeds $(or $(SEEDS),1..300000)

test-layers:
	@$(PYTHON) tests/layers.py

test-format:
	@CLANG_FORMAT=$(CLANG_FORMAT) sh tests/format.sh $(FORMATTED)

test-install: all
	@MAKE='$(MAKE)' BUILD=$(BUILD) sh tests/install.sh

test-self: all
	@ICTSCORE=$(PROGRAM) $(PYTHON) tests/selftest.py

test-sanitize:
	@MAKE='$(MAKE)' JOBS='$(JOBS)' PYTHON='$(PYTHON)' sh tests/run_all.sh sanitized

test-bench: all $(REFERENCE_SPEED)
	@ICTSCORE=$(PROGRAM) BUILD=$(BUILD) CC='$(CC)' $(PYTHON) tests/run_bench.py

# REFERENCE, PLAIN: C sources of hard-coded programs to compare with; REFERENCE_PORTABLE: flags to build the first of
# them a second time with; BENCH: options of bench/bench.py. Not part of `make test`.
bench: all
	@BUILD=$(BUILD) CC='$(CC)' $(PYTHON) bench/bench.py $(if $(REFERENCE),--reference $(REFERENCE)) \
		$(if $(REFERENCE_PORTABLE),--reference-portable='$(REFERENCE_PORTABLE)') $(if $(PLAIN),--plain $(PLAIN)) $(BENCH)

bench-scaling: all
	@BUILD=$(BUILD) CC='$(CC)' $(PYTHON) bench/scaling.py $(BENCH)

bench-instructions: all $(REFERENCE_SPEED)
	@BUILD=$(BUILD) CC='$(CC)' $(PYTHON) bench/instructions.py $(BENCH)

# the same program from nothing but Debian 12 (needs root and debootstrap); not part of `make test`
test-fresh:
	sh tests/fresh_machine.sh

# spoils the code in many places, one at a time; not part of `make test`
test-mutants:
	$(PYTHON) tests/mutants.py

install: all
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include
	$(INSTALL) -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/ictscore
	$(INSTALL) -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/libictscore.a
	$(INSTALL) -m 644 library/ictscore.h $(DESTDIR)$(PREFIX)/include/ictscore.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@LIBS@|$(LIBS)|' library/ictscore.pc.in \
		> $(DESTDIR)$(PREFIX)/lib/pkgconfig/ictscore.pc
	if test -f share/man/ictscore.1; then $(INSTALL) -D -m 644 share/man/ictscore.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/ictscore.1; fi
	if test -f share/completions/ictscore.bash; then $(INSTALL) -D -m 644 share/completions/ictscore.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ictscore; fi
	if test -f share/completions/_ictscore; then $(INSTALL) -D -m 644 share/completions/_ictscore \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ictscore; fi
	if test -f share/completions/ictscore.fish; then $(INSTALL) -D -m 644 share/completions/ictscore.fish \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ictscore.fish; fi

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/ictscore $(DESTDIR)$(PREFIX)/lib/libictscore.a \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/ictscore.pc $(DESTDIR)$(PREFIX)/include/ictscore.h \
		$(DESTDIR)$(PREFIX)/share/man/man1/ictscore.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ictscore \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ictscore \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ictscore.fish

clean:
	rm -rf build $(BUILD)

format:
	$(CLANG_FORMAT) -i $(FORMATTED)

help:
	@echo 'make                 build $(PROGRAM) and $(LIBRARY)'
	@echo 'make demo            install what is missing, build, and score the example of Hue 2017'
	@echo 'make test            install the test tools and run every test; the last line counts them'
	@echo 'make install         PREFIX=/usr/local DESTDIR=; make uninstall takes it away'
	@echo 'make format          format the C files'
	@echo 'make clean           remove all that was built'
	@echo
	@echo 'Parts of make test (tests/README.md):'
	@echo '  make test-unit       unit tests'
	@echo '  make test-cases      golden cases'
	@echo '  make test-spec       examples of spec/, clauses, diagnostic codes, links'
	@echo '  make test-codes      has every diagnostic code two golden tests?'
	@echo '  make test-findings   do JSON and SARIF say what the messages say?'
	@echo '  make test-grammar    is spec/grammar.md that of the parser?'
	@echo '  make test-stories    examples/ and the commands in README files'
	@echo '  make test-published  figures of the stories, as printed'
	@echo '  make test-large      rule files of a million parts'
	@echo '  make test-world      published world indices'
	@echo '  make test-options    do help, manual and completions know every option?'
	@echo '  make test-schemas    is JSON as its schema says?'
	@echo '  make test-years      rules that build on others, and what each change does, over random pairs'
	@echo '  make test-manifest   is every changed bit of a result and what it was made of noticed?'
	@echo '  make test-checker    the exported checker against the program'
	@echo '  make test-compare    years compared and tables verified, over random methodologies'
	@echo '  make test-changes    what `test --mutate` says, against the program run on changed rules'
	@echo '  make test-generated  do the tests of `test --generate` hold what it promises?'
	@echo '  make test-oracle     random methodologies, scored by an independent evaluator too'
	@echo '  make test-evidence   cards and the like of random methodologies, recomputed'
	@echo '  make test-differential  the two evaluators over random plans'
	@echo '  make test-proving    every verdict of `check` over random methodologies, against all their legal rows'
	@echo '  make test-layers     layers and house rules'
	@echo '  make test-format     clang-format'
	@echo '  make test-install    installation, and a host program of the library'
	@echo '  make test-self       the test runners themselves'
	@echo '  make test-bench      the measurements: a small one, and is a wrong value noticed?'
	@echo '  make test-sanitize   most of it under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'Not part of it:'
	@echo '  make soak-oracle     SEEDS=1..20000: more of test-oracle'
	@echo '  make soak-evidence   SEEDS=1..20000: more of test-evidence'
	@echo '  make soak-checker    SEEDS=1..20000: more of test-checker'
	@echo '  make bench           time and memory beside other programs (bench/README.md)'
	@echo '  make bench-scaling   does the cost grow as it should?'
	@echo '  make bench-instructions  instructions of small runs, the reference evaluator alone'
	@echo '  make test-fresh      build and test on a bare Debian 12 (root, debootstrap)'
	@echo '  make test-mutants    would the tests notice? (some minutes)'
	@echo
	@echo 'Variables: V=1 (whole commands), WERROR=1 (warnings stop the build), BUILD (default build),'
	@echo '  STATIC (default -static, which is tried; STATIC= links with shared libraries), CC, CFLAGS, CPPFLAGS, LDFLAGS,'
	@echo '  LDLIBS, JOBS'
