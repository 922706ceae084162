"""Faults put into system calls by strace(1)."""

import collections
import re
import subprocess

CALL = re.compile(r"^(\d+)\s+(\w+)\(")
QUIET = ["strace", "-f", "-qq", "-o", "/dev/null"]


def killing(call, number):
    """SIGKILL as the program enters this system call for the n-th time."""
    return [*QUIET, "-e", f"inject={call}:signal=KILL:when={number}"]


def failing(error, call, number, database):
    """This error from the n-th of such calls that has to do with one of the database's files.

    Anywhere else the loader would fail before a line of ours runs.
    """
    return [*QUIET, *on_files(database), "-e", f"inject={call}:error={error}:when={number}"]


def on_files(database):
    """What narrows tracing to calls on the files that belong to a database."""
    return [word for end in ("", "-wal", "-shm", "-lock", "-journal", "-damaged") for word in ("-P", database + end)]


def points(trace):
    """Every call of a trace as (name, n): strace counts each call's name by itself, and in each thread by itself.

    Where two threads make the same call, the fault strikes the first that reaches the number: each pair is there once.
    """
    counts, found = collections.Counter(), {}
    for line in trace:
        if match := CALL.match(line):
            counts[match.groups()] += 1
            found[match.group(2), counts[match.groups()]] = None
    return list(found)


def stop_unless_permitted():
    """Ends with a clear word where strace is missing or may not trace."""
    try:
        tried = subprocess.run([*killing("execve", 60_000), "/bin/true"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SystemExit("faults: strace is not installed (Debian: apt-get install strace).") from None
    if tried.returncode:
        raise SystemExit(f"faults: strace may not trace a process here (ptrace): {tried.stderr.strip()}")
