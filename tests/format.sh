#!/bin/sh
# Is every C file formatted as .clang-format says? format.sh FILES; CLANG_FORMAT names the tool (version 14).
set -u
tool=${CLANG_FORMAT:-clang-format-14}
command -v "$tool" >/dev/null 2>&1 || tool=clang-format
passed=0 failed=0 skipped=0

if ! "$tool" --version 2>/dev/null | grep -q 'version 14\.'; then
    echo "skipped format: clang-format 14 is not installed"
    skipped=1
else
    for file in "$@"; do
        if "$tool" --dry-run -Werror "$file" >/dev/null 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAILED format: $file (make format mends it)"
            "$tool" "$file" | diff -u "$file" - | head -n 20 | sed 's/^/    /'
        fi
    done
    [ $((passed + failed)) -gt 0 ] || failed=1
fi

[ -z "${ICT_RESULTS-}" ] || echo "$passed $failed $skipped format" >>"$ICT_RESULTS"
echo "format: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
