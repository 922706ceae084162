"""Damaged bits and pages, truncation, stale journals: reported, or without consequence; never written to."""

import os
import random
import shutil
import sqlite3

import notice
from column import Case
from invariants import ending
from program import Program

PAGE = 4096


def prepared(folder):
    """A database with everything in it; all in one file but for what the log still holds."""
    program = notice.start(folder, 40)
    program.must("remind", now=notice.at())
    for number in range(2, 6):
        task = notice.open_tasks(program)[0]
        program.must("do", task["task"], "--as", task["person"], now=notice.at())
    return program


def flip_bit(chance, data):
    at = chance.randrange(len(data) * 8)
    data[at // 8] ^= 1 << at % 8


def flip_bits(chance, data):
    for _ in range(chance.randint(2, 64)):
        flip_bit(chance, data)


def blank_page(chance, data):
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def swap_pages(chance, data):
    count = len(data) // PAGE
    one, other = (chance.randrange(count) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def scramble_page(chance, data):
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = chance.randbytes(PAGE)


def cut(chance, data):
    del data[chance.randrange(len(data)) :]


KINDS = [flip_bit, flip_bits, blank_page, swap_pages, scramble_page, cut]


def tables(folder):
    """Every row of every table, as SQLite itself reads them; of a copy, for looking can change files."""
    away = f"{folder}/look"
    shutil.rmtree(away, ignore_errors=True)
    os.mkdir(away)
    for name in os.listdir(folder):
        if name in ("plenum.db", "plenum.db-wal"):
            shutil.copy(f"{folder}/{name}", away)
    connection = sqlite3.connect(f"{away}/plenum.db")
    connection.text_factory = bytes
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {name: sorted(connection.execute(f"SELECT * FROM {name.decode()}"), key=repr) for (name,) in names}
    finally:
        connection.close()


def attempt(home, template, before, seed, in_log):
    chance = random.Random(seed)
    shutil.copytree(template, home, dirs_exist_ok=True)
    program = Program(home)
    file = program.database + ("-wal" if in_log else "")
    with open(file, "rb") as opened:
        data = bytearray(opened.read())
    kind = KINDS[seed % len(KINDS)]
    kind(chance, data)
    with open(file, "wb") as opened:
        opened.write(data)
    if in_log:
        # Without its index the log is read anew, as after a loss of power.
        os.unlink(program.database + "-shm")
    verified = program.run("verify")
    problems = ending(verified, 0, 65, *((66,) if not data else ()))
    if verified.status == 0:
        if not in_log and tables(home) != before:
            problems.append(f"{kind.__name__}: verify is content, and a table differs")
        return problems
    if not problems:
        problems += untouched(program)
    return [f"{kind.__name__}: {problem}" for problem in problems]


def untouched(program):
    """Nothing writes into a database that was reported as damaged; looking at it ends in order."""
    with open(program.database, "rb") as file:
        bytes_before = file.read()
    problems = []
    acts = (["do", "007-7", "--as", "p6"], ["remind"], ["backup", "copy.db"], ["people", "import", "people.yaml"])
    for words in acts:
        ended = program.run(*words, now=notice.at())
        problems += ending(ended, 65, 66)
    for words in (["tasks", "--as", "p6"], ["export"], ["status"], ["log", "notice-1"]):
        problems += ending(program.run(*words, now=notice.at()), 0, 1, 65, 66)
    if os.path.exists(f"{program.folder}/copy.db"):
        problems.append("a damaged database was backed up")
    with open(program.database, "rb") as file:
        if file.read() != bytes_before:
            problems.append("a database reported as damaged was written to")
    return problems


def stale_journal(home, template, seed):
    """A journal of another database beside a restored file does not get into it."""
    shutil.copytree(template, home, dirs_exist_ok=True)
    program = Program(home)
    program.must("backup", "copy.db")
    other = Program(home, "other.db")
    other.must("restore", "copy.db")
    # The restored database stands without its own journal beside the one of the old database.
    for end in ("", "-wal", "-shm", "-lock"):
        if os.path.exists(other.database + end):
            os.unlink(other.database + end)
    ends = [end for number, end in enumerate(("-wal", "-shm", "-journal")) if seed >> number & 1]
    for end in ends:
        source = program.database + ("-wal" if end == "-journal" else end)
        shutil.copy(source, other.database + end)
    problems = ending(other.run("restore", "copy.db"), 0)
    exported, expected = other.run("export"), program.must("export").splitlines()
    problems += ending(exported, 0) + ending(other.run("verify"), 0)
    if [line for line in exported.output.splitlines() if line != '{"hold":true}'][:-1] != expected[:-1]:
        problems.append(f"with {ends} beside it the restored database says something else")
    return problems


def cases(column, folder):
    template = f"{folder}/database"
    os.mkdir(template, 0o700)
    program = prepared(template)
    # A copy has everything in its one file: where damage is to be found there, that is what is damaged.
    single = f"{folder}/single"
    os.mkdir(single, 0o700)
    notice.write_files(single, 40)
    notice.settings(single)
    program.must("backup", f"{single}/plenum.db")
    before = tables(single)
    for seed in column.seeds("damage", 85, 1900):
        yield Case("database", seed, lambda home, s=seed: attempt(home, single, before, s, False))
    for seed in column.seeds("damage", 8, 80):
        yield Case("log", seed, lambda home, s=seed: attempt(home, template, before, s, True))
    for seed in column.numbers(7, 7):
        yield Case("stale journal", seed, lambda home, s=seed: stale_journal(home, template, s))
