#!/bin/sh
# Writes the files given as a C table of texts (lang/stdlib_text.h). Bytes become octal escapes, so any text will do.
# A function of ISL reaches from its word `function` at the start of a line to the next one.
set -eu
export LC_ALL=C # lengths are bytes

echo '#include "lang/stdlib_text.h"'
number=0
for file in "$@"; do
    printf '\nstatic const char text_%d[] =\n' "$number"
    od -An -v -to1 "$file" | sed -e 's/ /\\/g' -e 's/^/    "/' -e 's/$/"/'
    printf '    "";\n'
    number=$((number + 1))
done

printf '\nconst StdlibFile stdlib_files[] = {\n'
number=0
for file in "$@"; do
    printf '    {"%s", text_%d, sizeof text_%d - 1},\n' "$file" "$number" "$number"
    number=$((number + 1))
done
printf '    {NULL, NULL, 0},\n};\nconst size_t stdlib_file_count = %d;\n' "$number"

printf '\nconst StdlibFunction stdlib_functions[] = {\n'
number=0
for file in "$@"; do
    awk -v file="$number" '
        function finish() { if (name != "") printf "    {%d, \"%s\", %d, %d},\n", file, name, start, offset }
        /^function / { finish(); name = $2; sub(/\(.*/, "", name); start = offset }
        { offset += length($0) + 1 }
        END { finish() }' "$file"
    number=$((number + 1))
done
printf '    {0, NULL, 0, 0},\n};\nconst size_t stdlib_function_count = sizeof stdlib_functions / sizeof *stdlib_functions - 1;\n'
