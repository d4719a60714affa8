"""Finds the other programs that can do this work, and says how each is run. What is not installed is left out.

DUCKDB_LIBRARY names libduckdb.so where there is no command `duckdb`; NODE_PATH tells node where its packages are;
psql finds its server as it always does (PGHOST, PGPORT, PGUSER); the time of the server's processor is not counted.
"""

import os
import pathlib
import shutil
import subprocess

import sql
from programs import HERE, Program

SCRIPTS = HERE / "peers"


def works(*command):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def script(folder, dialect, name, data):
    """The path of the SQL script for this file."""
    path = pathlib.Path(folder) / f"{name}-{pathlib.Path(data).stem}.sql"
    path.write_text(dialect.script(data), encoding="utf-8")
    return str(path)


def duckdb(compiler, threads):
    library = os.environ.get("DUCKDB_LIBRARY")
    forms = [("DuckDB, rank()", "duckdb-windows", sql.DuckDb()), ("DuckDB, counts", "duckdb-counts", sql.DuckDbCounts())]
    if works("duckdb", "-version"):
        runner = lambda count, path: ["duckdb", "-batch", "-cmd", f"SET threads = {count}", "-f", path]
    elif library:
        built = compiler.build(HERE / "duckdb_run.c", "duckdb_run", "-O2", library,
                               f"-Wl,-rpath,{pathlib.Path(library).resolve().parent}")
        runner = lambda count, path: [built, str(count), path]
    else:
        return
    for title, name, dialect in forms:
        yield Program(title, "peer", lambda data, count, name=name, dialect=dialect: runner(
            count, script(compiler.folder, dialect, name, data)), threads)


def sqlite(compiler):
    if works("sqlite3", "-version"):
        yield Program("SQLite", "peer", lambda data, _: [
            "sqlite3", "-batch", ":memory:", f".read '{script(compiler.folder, sql.Sqlite(), 'sqlite', data)}'"])


def postgres(compiler):
    if works("psql", "-X", "-c", "SELECT 1"):
        yield Program("PostgreSQL (client)", "peer", lambda data, _: [
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script(compiler.folder, sql.Postgres(), "psql", data)])


def awk():
    for name in ("mawk", "gawk"):
        if shutil.which(name):
            yield Program(name, "peer", lambda data, _, name=name: [name, "-f", str(SCRIPTS / "score.awk"), data],
                          variables=lambda _: {"LC_ALL": "C"})


def miller(threads):
    if works("mlr", "--version"):
        yield Program("Miller", "peer", lambda data, _: [
            "mlr", "--csv", "put", "-q", "-f", str(SCRIPTS / "score.mlr"), data], threads[-1:],
            lambda count: {"GOMAXPROCS": str(count)})


def data_table(threads):
    if works("Rscript", "-e", "library(data.table)"):
        yield Program("R data.table", "peer", lambda data, count: [
            "Rscript", "--vanilla", str(SCRIPTS / "score.R"), data, str(count)], threads,
            lambda _: {"LC_ALL": "C.UTF-8"})


def pandas():
    for python in ("python3", "/usr/bin/python3"):
        if works(python, "-c", "import pandas"):
            yield Program("pandas", "peer", lambda data, _: [python, str(SCRIPTS / "score_pandas.py"), data],
                          variables=lambda _: {"PYTHONIOENCODING": "utf-8"})
            return


def polars(threads):
    if works("node", "-e", "require('nodejs-polars')"):
        yield Program("Polars (node)", "peer", lambda data, _: ["node", str(SCRIPTS / "score_polars.js"), data], threads,
                      lambda count: {"POLARS_MAX_THREADS": str(count)})


def all_peers(compiler, threads):
    return [*duckdb(compiler, threads), *polars(threads), *data_table(threads), *pandas(), *sqlite(compiler),
            *postgres(compiler), *awk(), *miller(threads)]
