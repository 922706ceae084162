"""Faults put into the installed program, and what must hold after each: `make faults`, `make torture`.

PLENUM names the program. A case is repeated by its row and its number: `make faults ROW=kills SEED=17`.
"""

import argparse
import collections
import concurrent.futures
import os
import shutil
import sys
import tempfile
import time
import traceback

import strace
from column import Column
from program import Program
from rows import clocks, damage, disks, errors, kills, mixed, places, reminds, size, steps

ROWS = [kills, errors, reminds, mixed, disks, places, damage, clocks, steps, size]
KEPT = ".build/faults"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="the large column")
    parser.add_argument("--part", type=int, default=100, help="percent of the large column to run")
    parser.add_argument("--row", help="only this row: " + ", ".join(map(name_of, ROWS)))
    parser.add_argument("--seed", type=int, help="only the case with this number")
    options = parser.parse_args()
    rows = [row for row in ROWS if options.row in (None, "", name_of(row))]
    if not rows:
        parser.error(f"there is no row {options.row}")
    Program.path = os.path.abspath(Program.path)
    if not os.access(Program.path, os.X_OK):
        raise SystemExit(f"faults: there is no program at {Program.path}; PLENUM names it.")
    os.umask(0o022)
    strace.stop_unless_permitted()
    column = Column(options.large, options.part, options.seed)
    results = [try_row(row, column) for row in rows]
    print_table(results)
    sys.exit(any(problems for _, _, problems, _, _ in results))


def name_of(row):
    return row.__name__.split(".")[-1]


def place_for(row):
    """Where a row's files lie: in memory, where none of its faults is a loss of power and the disk only takes time."""
    needs_disk = getattr(row, "NEEDS_DISK", False)
    return None if needs_disk or not os.access("/dev/shm", os.W_OK) else "/dev/shm"


def try_row(row, column):
    """Runs a row's cases, as many at a time as it allows: (row, count, problems, remarks, seconds)."""
    began = time.monotonic()
    problems, remarks, counts = [], [], collections.Counter()
    later = []
    column.remark, column.at_end = remarks.append, later.append
    folder = tempfile.mkdtemp(prefix="plenum-faults-", dir=place_for(row))
    try:
        cases = list(row.cases(column, folder))
        with concurrent.futures.ThreadPoolExecutor(getattr(row, "AT_ONCE", 2 * (os.cpu_count() or 1))) as pool:
            for case, found in zip(cases, pool.map(lambda case: try_case(row, case, folder), cases)):
                counts[case.kind] += 1
                for problem in found:
                    problems.append(problem)
                    print(f"{name_of(row)}: {case.kind} {case.number}: {problem}", flush=True)
    finally:
        shutil.rmtree(folder)
    remarks += [remark() for remark in later]
    seconds = time.monotonic() - began
    kinds = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    print(f"{name_of(row)}: {sum(counts.values())} cases ({kinds}), {len(problems)} failures, {seconds:.0f} s")
    for remark in remarks:
        print(f"  {remark}")
    sys.stdout.flush()
    return row, counts, problems, remarks, seconds


def try_case(row, case, folder):
    """What does not hold in one case; where something does not, its files are kept."""
    home = tempfile.mkdtemp(prefix=f"{case.kind}-{case.number}-".replace(" ", "-"), dir=folder)
    try:
        problems = case.run(home)
    except Exception:  # the harness's own mistakes fail the row as well
        problems = [traceback.format_exc()]
    if problems:
        kept = f"{KEPT}/{name_of(row)}-{case.kind}-{case.number}".replace(" ", "-")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(home, kept)
        problems = [f"{problem} (files: {kept})" for problem in problems]
    shutil.rmtree(home)
    return problems


def print_table(results):
    print(f"\n{'row':<10} {'cases':>7} {'failures':>9} {'seconds':>8}  what")
    for row, counts, problems, _, seconds in results:
        what = row.__doc__.strip().splitlines()[0]
        print(f"{name_of(row):<10} {sum(counts.values()):>7} {len(problems):>9} {seconds:>8.0f}  {what}")


if __name__ == "__main__":
    main()
