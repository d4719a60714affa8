#!/bin/sh
# Writes the files given as a C table of texts (lang/stdlib_text.h). Bytes become octal escapes, so any text will do.
set -eu

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
