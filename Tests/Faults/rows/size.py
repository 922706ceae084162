"""A million open tasks in one file, each of them by events: verified, worked on, reminded."""

import json
import os
import resource
import time

import notice
from codes import code_of
from column import Case
from invariants import ending
from program import Program

AT_ONCE = 1
PEOPLE = 10_000
# A person finishes a task among a million about as fast as among ten thousand.
SLOWER_AT_MOST = 3.0


def attempt(home, plans, column):
    notice.write_files(home, PEOPLE)
    notice.settings(home)
    program = Program(home)
    program.must("people", "import", "people.yaml", now=notice.at())
    began = time.monotonic()
    first = 0.0
    for number in range(1, plans + 1):
        start(program, number)
        if number == 1:
            first = finishing(program, 1)
    column.remark(f"{plans * PEOPLE:,} open tasks by events in {time.monotonic() - began:.0f} s")
    size = sum(os.path.getsize(program.database + end) for end in ("", "-wal"))
    column.remark(f"{size / 2**20:.0f} MiB, {size / plans / PEOPLE:.0f} bytes for each task")
    last = finishing(program, plans)
    column.remark(f"one `do`: {first * 1000:.0f} ms among {PEOPLE:,}, {last * 1000:.0f} ms among all")
    is_flat = last < first * SLOWER_AT_MOST
    problems = [] if is_flat else [f"one `do` takes {last:.3f} s among all, {first:.3f} s at first"]
    for words in (["verify"], ["tasks", "--as", "p77"], ["status", f"notice-{plans}"], ["remind", "--report"]):
        ended = program.run(*words, now=notice.at())
        problems += ending(ended, 0)
        column.remark(f"`{' '.join(words)}`: {ended.seconds:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    column.remark(f"the largest of all these processes took {peak / 1024:.0f} MiB of memory")
    return problems


def start(program, number):
    """One plan that asks everybody to read something."""
    program.must("start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20", now=notice.at())
    code = code_of((number - 1) * (PEOPLE + 1) + 1)
    program.must("do", code, "--as", "p1", "--attach", "text.txt", now=notice.at())


def finishing(program, plan):
    """The median time in which three people finish a task of the plan."""
    times = []
    for person in ("p2", "p3", "p4"):
        tasks = json.loads(program.must("tasks", "--as", person, "--format", "json", now=notice.at()))
        code = next(task["task"] for task in tasks if task["instance"] == f"notice-{plan}")
        began = time.monotonic()
        program.must("do", code, "--as", person, now=notice.at())
        times.append(time.monotonic() - began)
    return sorted(times)[1]


def cases(column, folder):
    if column.is_large:
        plans = column.size(1, 100)
        yield Case("plans", plans, lambda home: attempt(home, plans, column))
    else:
        column.remark("only in the large column")
