"""EIO and ENOSPC at every call on the database's files, also while recovering; then the command is given again."""

import os
import random

import notice
import strace
from column import Case
from invariants import ending
from program import Program
from rows.kills import Scenario, asked, told

# What a failed call may end with: carried out all the same, cannot write, input or output error.
ALLOWED = {"EIO": (0, 74), "ENOSPC": (0, 73, 74)}


class Failing(Scenario):
    """A command of which one call on the database's files fails."""

    def traced(self, folder, trace, narrowed=()):
        # Only the calls that a fault can strike.
        return super().traced(folder, trace, strace.on_files(f"{folder}/plenum.db"))

    def strike(self, folder, error, number):
        self.copy(folder)
        database = f"{folder}/plenum.db"
        failed = self.run(folder, strace.failing(error, *self.points[number - 1], database))
        problems = ending(failed, *ALLOWED[error])
        if failed.status not in (0, None) and database not in failed.errors:
            problems.append(f"the message does not name the file: {failed}")
        if os.path.exists(database + "-damaged"):
            problems.append("a database in order was marked as damaged")
            return problems
        found, state = self.look(folder)
        problems += found
        if failed.status == 0 and state != self.after:
            problems.append("I1: acknowledged and not whole")
        if found:
            return problems
        problems += ending(self.run(folder), 0)
        found, state = self.look(folder)
        problems += found
        if state != self.after:
            problems.append("given again, it does not lead where the undisturbed command led")
        return problems


def cut_off(folder):
    """A database as a loss of power leaves it: half a transaction in the log, and no index of the log."""
    asked(folder)
    program = Program(folder)
    killing = ["-e", "inject=fdatasync,fsync:signal=KILL:when=1", "-P", program.database + "-wal"]
    under = ["strace", "-f", "-qq", "-o", "/dev/null", *killing]
    ended = program.run("do", "001-1", "--as", "p1", "--attach", "text.txt", now=notice.at(), under=under)
    if ended.status != -9 or not os.path.getsize(program.database + "-wal"):
        raise RuntimeError(f"the command was not killed before its commit was durable: {ended}")
    os.unlink(program.database + "-shm")


def cases(column, folder):
    now = notice.at()
    act = ["do", "001-1", "--as", "p1", "--attach", "text.txt"]
    scenarios = [
        Failing("write", asked, act, now),
        Failing("recovery", cut_off, act, now),
        Failing("verification", asked, ["verify"], now),
    ]
    if column.is_large:
        scenarios += [
            Failing("recovered", cut_off, ["verify"], now),
            Failing("confirm", told(6), ["do", "002-2", "--as", "p1"], now),
        ]
    for scenario in scenarios:
        scenario.ready(folder)
        numbers = [column.seed] if column.seed else list(range(1, len(scenario.points) + 1))
        if column.is_large and not column.seed:
            # The same calls again in another order of things: 500 more, spread over all of them.
            numbers += random.Random(1).choices(numbers, k=column.size(0, 100))
        for error in ALLOWED:
            for number in numbers:
                yield Case(
                    f"{scenario.name} {error}", number,
                    lambda home, s=scenario, e=error, n=number: s.strike(home, e, n),
                )  # fmt: skip
