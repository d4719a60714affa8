"""The programs that are measured: ours, and the hard-coded ones that are given. peers.py finds the others."""

import os
import pathlib
import subprocess

from methodology import OUTPUTS

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
RULES = ROOT / "examples/benchmark/rules.isl"


class Program:
    """How one program is run over a file. role: ours, reference, plain or peer."""

    def __init__(self, name, role, command, threads=(1,), variables=None):
        self.name, self.role, self.threads = name, role, threads
        self.command = command                  # of a file and a number of threads
        self.variables = variables or (lambda _: {})  # of a number of threads

    def environment(self, threads):
        return self.variables(threads)


class Compiler:
    """Builds small C programs into the working folder."""

    def __init__(self, folder, name=None):
        self.folder, self.name = pathlib.Path(folder), name or os.environ.get("CC") or "cc"

    def build(self, source, target, *flags):
        path = self.folder / target
        subprocess.run([*self.name.split(), *flags[:1], "-o", path, source, *flags[1:]], check=True)
        return str(path)


def help_of(program):
    return subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout


def ours(program, threads):
    """With --threads where the program has it, else as it is."""
    has_threads = "--threads" in help_of(program)

    def command(data, count):
        chosen = ["--threads", str(count)] if has_threads else []
        return [program, str(RULES), data, "--format", "csv", "--order", "data", "--columns", ",".join(OUTPUTS), *chosen]

    return Program("ictscore", "ours", command, threads if has_threads else threads[:1])


def has_statistics(program):
    return "--stats" in help_of(program)


def hard_coded(compiler, options, threads):
    """The yardsticks: hard-coded C programs for this methodology, given by path."""
    found = []
    if options.reference:
        found.append(reference(compiler, options.reference, "reference", options.reference_flags, threads))
        if options.reference_portable:
            found.append(reference(compiler, options.reference, "reference, portable", options.reference_portable, threads))
    if options.plain:
        path = compiler.build(options.plain, "plain", "-O3", "-march=native")
        found.append(Program("plain", "plain", lambda data, _: [path, data]))
    return found


def reference(compiler, source, name, flags, threads):
    """`-t N`: threads; `-r`: reads, and does not map, the file."""
    path = compiler.build(source, name.replace(", ", "-"), "-O3", *flags.split(), "-lpthread")
    role = "reference" if name == "reference" else "portable"
    return Program(name, role, lambda data, count: [path, "-t", str(count), "-r", data], threads)
