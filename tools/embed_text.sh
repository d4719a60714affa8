#!/bin/sh
# embed_text.sh HEADER NAME FILE [NAME FILE ...]: writes C texts that end in NUL. Bytes become octal escapes.
set -eu
export LC_ALL=C
printf '#include "%s"\n' "$1"
shift
while [ $# -gt 0 ]; do
    printf '\nconst char %s[] =\n' "$1"
    od -An -v -to1 "$2" | sed -e 's/ /\\/g' -e 's/^/    "/' -e 's/$/"/'
    printf '    "";\n'
    shift 2
done
