"""A disk that fills up, and is given room again: what was acknowledged is stored, and all goes on."""

import contextlib
import os
import subprocess

import notice
from column import Case
from invariants import ending, whole
from program import Program

AT_ONCE = 2
# The bytes that each act brings along.
DOCUMENT = 9_000


@contextlib.contextmanager
def disk(folder, kilobytes):
    """A file system in memory of this size, mounted in the folder: its path."""
    place = f"{folder}/disk"
    os.mkdir(place)
    mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", place)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def can_mount(folder):
    try:
        with disk(folder, 64):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False
    finally:
        os.rmdir(f"{folder}/disk")


def attempt(home, kilobytes):
    notice.write_files(home, 3)
    with disk(home, kilobytes) as place:
        program = Program(place)
        os.symlink(f"{home}/people.yaml", f"{place}/people.yaml")
        os.symlink(f"{home}/notice.yaml", f"{place}/notice.yaml")
        problems, noted, full = fill(program, home)
        problems += look(program, noted, full, "while the disk is full")
        mount("-o", f"remount,size={kilobytes + 8192}k", place)
        problems += look(program, noted, full, "with room again")
        if problems:
            return problems
        goes_on = begin(program) + [ending(note(program, home, "room"), 0)] + [ending(program.run("remind"), 0)]
        problems += [problem for found in goes_on for problem in found]
        problems += look(program, noted + ["room"], full, "after it has gone on")
    return problems


def begin(program):
    """The directory and a plan; what the results of both lack."""
    imported = program.run("people", "import", "people.yaml", now=notice.at())
    if imported.status:
        return [ending(imported, 73)]
    started = program.run("start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20", now=notice.at())
    return [ending(started, 0, 73)]


def note(program, home, name):
    """A note with a document that cannot be made smaller."""
    with open(f"{home}/{name}.bin", "wb") as file:
        file.write(os.urandom(DOCUMENT))
    return program.run("comment", "001-1", name, "--attach", f"{home}/{name}.bin", "--as", "p1", now=notice.at())


def fill(program, home):
    """Acts until nothing more can be written: (problems, what was acknowledged, what was refused)."""
    began = begin(program)
    problems = [problem for found in began for problem in found]
    noted, refused = [], []
    if program.run("show", "001-1", now=notice.at()).status:
        return problems, noted, refused  # so small that not even the plan was made
    # Beyond the first refusal smaller acts may still fit; none of them may harm what is there.
    while len(refused) < 5 and len(noted) < 1000:
        name = f"note-{len(noted) + len(refused)}"
        ended = note(program, home, name)
        if ended.status == 0:
            noted.append(name)
            continue
        problems += ending(ended, 66, 73) if not noted else ending(ended, 73)
        if program.database not in ended.errors:
            problems.append(f"the message does not name the file: {ended}")
        refused.append(name)
    return problems, noted, refused


def look(program, noted, refused, when):
    """I1, I2 and I6; a disk so small that nothing could be made holds nothing."""
    verified = program.run("verify")
    if verified.status == 66 and not noted:
        return []
    if when == "while the disk is full" and verified.status == 73:
        return []  # even to look, SQLite needs 32 KiB for the index of its log
    found, ledger = whole(program)
    problems = [f"{when}: {problem}" for problem in found]
    if ledger:
        reasons = ledger.reasons()
        problems += [f"{when}: I1: {name} is not stored" for name in noted if reasons[name] != 1]
        problems += [f"{when}: I1: {name} was refused and is stored" for name in refused if reasons[name]]
    return problems


def cases(column, folder):
    if not can_mount(folder):
        column.remark("NOT RUN: a disk that fills up has to be mounted, which needs root.")
        return
    count = column.size(8, 64)
    smallest, largest = 64, 4096
    for number in column.numbers(8, 64):
        size = round(smallest * (largest / smallest) ** ((number - 1) / max(1, count - 1)))
        yield Case("size", number, lambda home, s=size: attempt(home, s))
