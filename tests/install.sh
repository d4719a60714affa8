#!/bin/sh
# Installs into an empty folder, builds the program of README.md against the installed library, looks into the
# library for what no library may do, and uninstalls.
set -u
: "${MAKE:=make}" "${BUILD:=build}" "${CC:=cc}"
passed=0 failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

ok() { passed=$((passed + 1)); }
fail() {
    failed=$((failed + 1))
    echo "FAILED install: $1"
    [ $# -lt 2 ] || printf '%s\n' "$2" | head -n 40 | sed 's/^/    /'
}
expect() {
    title=$1
    shift
    if output=$("$@" 2>&1); then ok; else fail "$title" "$output"; fi
}

make_install() { "$MAKE" --no-print-directory BUILD="$BUILD" PREFIX="$folder/usr" "$@"; }
is_there() { test -s "$folder/usr/$1"; }
nothing_left() { [ -z "$(find "$folder/usr" -type f)" ]; }

# The first ```c block of README.md.
extract_program() { awk '/^```c$/ { inside = 1; next } /^```/ { if (inside) exit } inside' README.md >"$folder/host.c"; }
build_program() {
    extract_program
    PKG_CONFIG_PATH="$folder/usr/lib/pkgconfig"
    export PKG_CONFIG_PATH
    $CC -std=c17 -Wall -Wextra -Werror -o "$folder/host" "$folder/host.c" $(pkg-config --cflags --libs ictscore)
}
# What README.md says it prints is the first ```text block behind it.
run_program() {
    awk '/^```c$/ { behind = 1 } /^```$/ && inside { exit } inside { print } behind && /^```text$/ { inside = 1 }' \
        README.md >"$folder/expected"
    "$folder/host" >"$folder/printed" && diff -u "$folder/expected" "$folder/printed"
}

# [P7] symbols the library wants from its host: nothing that ends the process, prints, or reads surroundings
forbidden='^(exit|_exit|abort|printf|puts|putchar|perror|fopen|open|getenv|setlocale|localeconv|strtod|strtof|signal|time|rand|srand)$'
calls_nothing_forbidden() {
    found=$(nm -u "$BUILD/libictscore.a" | awk 'NF == 2 { print $2 }' | sort -u | grep -E "$forbidden")
    [ -z "$found" ] || { echo "$found"; return 1; }
}
# constants with addresses in them lie in .data.rel.ro, which is read-only once loaded
has_no_mutable_globals() {
    found=$(objdump -t "$BUILD/libictscore.a" | awk '/^[a-z_]+\.o:/ { file = $1 }
        / O \.t?(data|bss)/ && !/\.data\.rel\.ro/ { print file, $NF } / O \*COM\*/ { print file, $NF }')
    [ -z "$found" ] || { echo "$found"; return 1; }
}

names_one_version() {
    program=$("$folder/usr/bin/ictscore" --version | sed 's/^ictscore \([^,]*\),.*/\1/')
    library=$(sed -n 's/^Version: //p' "$folder/usr/lib/pkgconfig/ictscore.pc")
    changes=$(sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)
    [ -n "$program" ] && [ "$program" = "$library" ] && [ "$program" = "$changes" ] ||
        { echo "program $program, pkg-config $library, CHANGELOG.md $changes"; return 1; }
}

expect "make install" make_install install
for file in bin/ictscore lib/libictscore.a lib/pkgconfig/ictscore.pc include/ictscore.h share/man/man1/ictscore.1 \
    share/bash-completion/completions/ictscore; do
    expect "$file is installed" is_there "$file"
done
expect "the installed program runs" "$folder/usr/bin/ictscore" --version
expect "program, pkg-config and CHANGELOG.md name one version" names_one_version
expect "the program of README.md is built" build_program
expect "the program of README.md runs" run_program
expect "the library calls nothing that is for the host to decide" calls_nothing_forbidden
expect "the library has no mutable globals" has_no_mutable_globals
expect "make uninstall" make_install uninstall
expect "nothing is left behind" nothing_left

[ -z "${ICT_RESULTS-}" ] || echo "$passed $failed 0 install" >>"$ICT_RESULTS"
echo "install: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
