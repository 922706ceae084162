"""The canonical case, taken up again after every act: verified, written out and read in again, the same bytes."""

import contextlib
import importlib.util
import io
import os
import pathlib

from column import Case
from invariants import ending
from program import Program

PLAY = pathlib.Path(__file__).resolve().parents[3] / "examples" / "thematic-session" / "play.py"
# Commands that only look.
LOOKS = {"tasks", "status", "verify", "log", "show", "explain"}


class Acts:
    """The play, with a look at the whole database after each of its commands that writes."""

    def __init__(self, home, every):
        self.program, self.every, self.count = Program(home), every, 0
        self.problems, self.looked = [], 0

    def plenum(self, *arguments, now):
        ended = self.program.run(*arguments, now=now.isoformat())
        if ended.status != 0:
            raise RuntimeError(str(ended))
        if arguments[0] not in LOOKS:
            self.count += 1
            if self.count % self.every == 0:
                self.look(arguments)
        return ended.output

    def look(self, arguments):
        self.looked += 1
        found = ending(self.program.run("verify"), 0)
        exported = self.program.must("export")
        with open(f"{self.program.folder}/all.jsonl", "w", encoding="utf-8") as file:
            file.write(exported)
        again = Program(self.program.folder, f"again-{self.count}.db")
        found += ending(again.run("import", "all.jsonl"), 0) + ending(again.run("verify"), 0)
        if again.must("export") != exported:
            found.append("I2: read in again, it says something else")
        for end in ("", "-wal", "-shm", "-lock"):
            os.unlink(again.database + end)
        self.problems += [f"after {' '.join(arguments)}: {problem}" for problem in found]


def attempt(home, every, column):
    specification = importlib.util.spec_from_file_location("play", PLAY)
    play = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(play)
    acts = Acts(home, every)
    play.player.plenum, play.player.DATABASE = acts.plenum, acts.program.database
    with contextlib.redirect_stdout(io.StringIO()):
        play.Play().run()
    column.remark(f"{acts.count} acts, {acts.looked} times taken up again")
    return acts.problems


def cases(column, folder):
    yield Case("canonical case", 1, lambda home: attempt(home, 1, column))
