/* The manifest of a result: which rules, data and options it was made of, and which bytes each had [E8]. */
#ifndef EVIDENCE_MANIFEST_MANIFEST_H
#define EVIDENCE_MANIFEST_MANIFEST_H

#include "base/sha256.h"
#include "base/text.h"

typedef struct ManifestFile {
    Text name; /* without folders */
    uint64_t bytes;
    Text sha256; /* 64 digits */
} ManifestFile;

typedef struct ManifestOption {
    Text name, value;
} ManifestOption;

typedef struct Manifest {
    Text tool;           /* "ictscore 1.0.0" */
    Text build;          /* of the sources of the program: 64 digits */
    ManifestFile *rules; /* all files that the rules consist of, the first one first */
    size_t rule_count, rule_capacity;
    ManifestFile data;
    Text canonical; /* of the values, however they were written [E8.4] */
    uint64_t rows, columns;
    ManifestOption *options; /* those that were given, sorted by name */
    size_t option_count, option_capacity;
    uint64_t units, scored, missing_cells, warnings;
    ManifestFile result;
    Text previous;    /* the SHA-256 of last year's manifest; empty: none */
    Text fingerprint; /* of rules and values: 16 digits */
} Manifest;

/* What `fingerprint` is. */
Text manifest_fingerprint(const Manifest *manifest, Arena *arena);
/* Canonical JSON: members sorted, one line, and in the end the SHA-256 of all bytes before it. */
void manifest_write(const Manifest *manifest, Arena *arena, TextBuilder *out);
/* Why `text` is no manifest, or none as it was written; bytes NULL: it is one. */
Text manifest_read(Text text, Arena *arena, Manifest *manifest);

#endif
