/* Runs a script in DuckDB where its library is there and its command line is not: duckdb_run THREADS SCRIPT.
 * Statements end in ";\n". The declarations are those of DuckDB's C interface that are needed here. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct DuckdbResult {
    uint64_t counts[3];
    void *parts[3];
} DuckdbResult;

extern int duckdb_create_config(void **config);
extern int duckdb_set_config(void *config, const char *name, const char *option);
extern int duckdb_open_ext(const char *path, void **database, void *config, char **error);
extern int duckdb_connect(void *database, void **connection);
extern int duckdb_query(void *connection, const char *query, DuckdbResult *result);
extern const char *duckdb_result_error(DuckdbResult *result);

static int fail(const char *message) {
    fprintf(stderr, "duckdb_run: %s\n", message);
    return 1;
}

static char *read_file(const char *path) {
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    char *text = calloc(MOST, 1);
    if (!file || !text || fread(text, 1, MOST - 1, file) == 0) return NULL;
    fclose(file);
    return text;
}

static int run(void *connection, char *script) {
    for (char *statement = script; *statement;) {
        char *end = strstr(statement, ";\n");
        if (!end) return fail("a statement without end");
        *end = '\0';
        DuckdbResult result;
        if (duckdb_query(connection, statement, &result)) return fail(duckdb_result_error(&result));
        statement = end + 2;
    }
    return 0;
}

int main(int count, char **arguments) {
    if (count != 3) return fail("usage: duckdb_run THREADS SCRIPT");
    void *config, *database, *connection;
    char *error = NULL, *script = read_file(arguments[2]);
    if (!script) return fail("no script");
    if (duckdb_create_config(&config) || duckdb_set_config(config, "threads", arguments[1]) ||
        duckdb_open_ext(NULL, &database, config, &error) || duckdb_connect(database, &connection))
        return fail(error ? error : "the database could not be opened");
    int status = run(connection, script);
    fflush(stdout);
    _Exit(status); /* taking the database down is no part of the work */
}
