#!/bin/sh
# Runs every test and counts: the last line is `N passed, M failed`. run_all.sh sanitized: only the second round,
# under AddressSanitizer and UndefinedBehaviorSanitizer. Called by `make test`.
set -u
cd "$(dirname "$0")/.." || exit 1
: "${MAKE:=make}" "${JOBS:=2}" "${PYTHON:=python3}"
mkdir -p build
ICT_RESULTS=$PWD/build/test-results
export ICT_RESULTS JOBS
: >"$ICT_RESULTS"

record() { echo "$1 $2 $3 $4" >>"$ICT_RESULTS"; }

make_in() {
    folder=$1
    shift
    "$MAKE" --no-print-directory BUILD="$folder" PYTHON="$PYTHON" "$@"
}

# A step whose runner recorded nothing (it crashed, or could not start) is one failure.
step() {
    name=$1
    shift
    echo "---- $name"
    lines=$(wc -l <"$ICT_RESULTS")
    "$@" || true
    [ "$(wc -l <"$ICT_RESULTS")" -gt "$lines" ] || record 0 1 0 "$name did not run"
}

# Prints what a compiler said only when it fails.
build() {
    folder=$1
    title=$2
    shift 2
    echo "---- $title"
    mkdir -p "$folder"
    if make_in "$folder" -k -j"$JOBS" WERROR=1 "$@" >"$folder/build.log" 2>&1; then
        record 1 0 0 "$title"
    else
        grep -E ': (fatal )?(error|warning)|\*\*\*|undefined reference' "$folder/build.log" | head -n 60
        record 0 1 0 "$title"
    fi
}

plain_round() {
    build build/test "builds with ${CC:-cc} without warnings" all unit-programs
    if command -v clang >/dev/null 2>&1; then
        build build/clang "builds with clang without warnings" CC=clang all
    else
        echo "skipped: clang is not installed"
        record 0 0 1 "builds with clang"
    fi
    for name in unit \
        cases \
        spec \
        codes \
        findings \
        grammar \
        stories \
        published \
        world \
        changes \
        generated \
        differential \
        proving \
        oracle \
        drafting \
        checker \
        manifest \
        years \
        schemas \
        options \
        compare \
        evidence \
        large \
        layers \
        format \
        install \
        self \
        bench; do
        step "$name" make_in build/test WERROR=1 "test-$name"
    done
}

sanitized_round() {
    flags="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
    build build/asan "builds with sanitizers" CFLAGS="$flags" all unit-programs
    ICT_SANITIZED=1
    export ICT_SANITIZED
    for name in unit cases spec stories world differential proving; do
        step "$name (sanitized)" make_in build/asan WERROR=1 CFLAGS="$flags" "test-$name"
    done
}

[ "${1-}" = sanitized ] || plain_round
sanitized_round

echo "----"
awk '{ passed += $1; failed += $2; skipped += $3; counts = $1 " passed, " $2 " failed" ($3 ? ", " $3 " skipped" : "")
       $1 = $2 = $3 = ""; printf "%-46s %s\n", substr($0, 4), counts }
     END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }' "$ICT_RESULTS"
