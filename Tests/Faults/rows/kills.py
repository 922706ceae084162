"""SIGKILL at every system call of a command; then it is given again."""

import os
import re
import shutil

import notice
import secret
import strace
from column import Case
from invariants import ending, whole
from ledger import Ledger
from program import Program


class Scenario:
    """A command, the files it begins with, and what may be there once it was killed."""

    # Whether it may be given again after it has been carried out.
    is_repeatable = True
    # A program other than plenum.
    path = None

    def __init__(self, name, prepare, arguments, now=None):
        self.name, self.prepare, self.arguments, self.now = name, prepare, arguments, now

    def ready(self, folder):
        """Prepares the files, and runs the command once undisturbed to know how it ends."""
        self.template, undisturbed = f"{folder}/{self.name}-before", f"{folder}/{self.name}-after"
        os.mkdir(self.template, 0o700)
        self.prepare(self.template)
        self.before = self.standing(self.template)
        self.copy(undisturbed)
        trace = f"{folder}/{self.name}-trace"
        self.points = strace.points(self.traced(undisturbed, trace))
        self.struck = 0
        self.after = self.standing(undisturbed)
        self.files = self.names(undisturbed)

    def traced(self, folder, trace, narrowed=()):
        """The lines that strace writes of the command, undisturbed."""
        ended = self.run(folder, ["strace", "-f", "-qq", "-o", trace, *narrowed])
        if ended.status != 0:
            raise RuntimeError(str(ended))
        with open(trace, encoding="utf-8") as file:
            return file.readlines()

    def copy(self, folder):
        shutil.copytree(self.template, folder, dirs_exist_ok=True)
        os.chmod(folder, 0o700)

    def run(self, folder, under=()):
        return Program(folder).run(*self.arguments, now=self.now, under=under, path=self.path)

    def names(self, folder):
        return sorted(os.listdir(folder))

    def standing(self, folder):
        """What the files say that a kill must not have torn; None where there is no database."""
        if not os.path.exists(f"{folder}/plenum.db"):
            return None
        return Ledger.of(Program(folder)).without_attempts()

    def strike(self, folder, number):
        """Kills the command at its n-th call, looks, gives it again, and looks again."""
        self.copy(folder)
        killed = self.run(folder, strace.killing(*self.points[number - 1]))
        problems = ending(killed, 0, -9)
        self.struck += killed.status == -9
        found, state = self.look(folder)
        problems += found
        if not problems and killed.output and state != self.after:
            problems.append(f"I1: acknowledged and not whole: {killed.output.strip()[:200]}")
        if problems:
            return problems
        if state != self.after or self.is_repeatable:
            problems += ending(self.run(folder), 0)
        found, state = self.look(folder)
        problems += found
        if state != self.after:
            problems.append("given again, it does not lead where the undisturbed command led")
        if self.names(folder) != self.files:
            problems.append(f"files that nobody needs: {sorted(set(self.names(folder)) ^ set(self.files))}")
        return problems

    def look(self, folder):
        """(problems, what the files say)"""
        program = Program(folder)
        if self.before is None:
            tried = program.run("verify")
            if tried.status == 66:
                return [], None
        problems, ledger = whole(program)
        if problems:
            return problems, None
        state = ledger.without_attempts()
        return ([] if self.may_stand(state) else ["I1: neither as before nor as after"]), state

    def may_stand(self, state):
        return state in (self.before, self.after)


class Creation(Scenario):
    """A command that makes the database: between nothing and the whole there is only the empty database."""

    def may_stand(self, state):
        return state == self.after or not any(line.startswith('{"sequence"') for line in state)


class CreationOnce(Creation):
    """A creation that is refused where something is."""

    is_repeatable = False


class Once(Scenario):
    """A command that would do something more if it were given again."""

    is_repeatable = False


class Reminding(Scenario):
    """Many transactions: each reminder is where it was, on its way, or where it ends."""

    def may_stand(self, state):
        return self.events(state) in (self.events(self.before), self.events(self.after))

    @staticmethod
    def events(state):
        return [line for line in state if line.startswith('{"sequence"')]

    def look(self, folder):
        problems, state = super().look(folder)
        sent = notice.letters(folder)
        if len(set(sent)) != len(sent):
            problems.append("I3: a message was delivered twice")
        if state == self.after and {address for _, address in sent} != self.addresses:
            problems.append("I4: all is recorded as sent, and somebody got nothing")
        return problems, state

    def ready(self, folder):
        super().ready(folder)
        self.addresses = {address for _, address in notice.letters(f"{folder}/{self.name}-after")}


class Copying(Scenario):
    """A backup: under its name there is a whole copy or nothing, and the database does not change."""

    def look(self, folder):
        problems, state = super().look(folder)
        copy = f"{folder}/copy.db"
        if os.path.exists(copy):
            problems += put_back(folder, copy, self.before)
        return problems, state

    def strike(self, folder, number):
        problems = super().strike(folder, number)
        if not os.path.exists(f"{folder}/copy.db"):
            problems.append("the second backup left no copy")
        return problems


class Restoring(Scenario):
    """A restore: the database is whole or not there, and never without its hold on reminders."""

    is_repeatable = False

    def may_stand(self, state):
        return state == self.after


class Growing(Scenario):
    """A change of the schema, by the store as it will be with one migration more: before, or after with its backup."""

    path = os.environ.get("PLENUM_NEXT", ".build/release/plenum-next-schema")

    def standing(self, folder):
        """1 before the change and 2 after it, and the content, which must not depend on it."""
        program = Program(folder)
        exported, version = program.run("export"), 1
        if exported.status == 78:  # a newer schema
            exported, version = program.run("export", path=self.path), 2
        if exported.status != 0:
            raise RuntimeError(str(exported))
        return version, Ledger(exported.output).without_attempts()

    def look(self, folder):
        try:
            state = self.standing(folder)
        except RuntimeError as problem:
            return [f"I7: {problem}"], None
        if state not in (self.before, self.after):
            return ["I1: neither as before nor as after"], state
        if state[0] == 1:
            return [], state
        copies = [name for name in os.listdir(folder) if re.fullmatch(r"plenum\.db-schema-\d+", name)]
        if len(copies) != 1:
            return [f"a changed schema and not one backup: {copies}"], state
        return put_back(folder, f"{folder}/{copies[0]}", self.before[1]), state


def put_back(folder, copy, lines):
    """What is wrong with a copy: it is restored beside, verified, and must say the same."""
    away = f"{folder}/put-back"
    os.mkdir(away, 0o700)
    program = Program(away)
    problems = ending(program.run("restore", copy), 0) + ending(program.run("verify"), 0)
    if not problems:
        held = [line for line in Ledger.of(program).without_attempts() if line != '{"hold":true}']
        # The last line counts the others.
        if held[:-1] != lines[:-1]:
            problems.append("I1: the copy differs from the database")
    shutil.rmtree(away)
    return problems


def balloted(voted):
    return lambda folder: secret.start(folder, voted)


def told(count):
    return lambda folder: notice.start(folder, count)


def asked(folder):
    """A plan whose first task is open."""
    notice.write_files(folder, 6)
    notice.settings(folder)
    program = Program(folder)
    program.must("people", "import", "people.yaml", now=notice.at())
    program.must("start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20", now=notice.at())


def copied(folder):
    """A copy, and nothing else."""
    away = f"{folder}/away"
    os.mkdir(away, 0o700)
    notice.start(away, 6).must("backup", f"{folder}/copy.db", now=notice.at())
    shutil.rmtree(away)


def listed(folder):
    notice.write_files(folder, 6)


def exported(folder):
    away = f"{folder}/away"
    os.mkdir(away, 0o700)
    text = notice.start(away, 6).must("export")
    shutil.rmtree(away)
    with open(f"{folder}/all.jsonl", "w", encoding="utf-8") as file:
        file.write(text)


def imported(folder):
    notice.write_files(folder, 6)
    Program(folder).must("people", "import", "people.yaml", now=notice.at())


def quick():
    now = notice.at()
    return [
        Scenario("do", asked, ["do", "001-1", "--as", "p1", "--attach", "text.txt"], now),
        Once("ballot", balloted(1), secret.vote(2), now),
        Reminding("remind", told(4), ["remind"], now),
        Copying("backup", told(4), ["backup", "copy.db"], now),
        Restoring("restore", copied, ["restore", "copy.db"], now),
        Creation("creation", listed, ["people", "import", "people.yaml"], now),
        Growing("migration", told(4), []),
    ]


def large():
    now = notice.at()
    start = ["start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20"]
    return [
        Scenario("confirm", told(6), ["do", "002-2", "--as", "p1"], now),
        Reminding("remind-late", told(12), ["remind"], notice.at(days=27)),
        Once("count", balloted(2), secret.vote(3), now),
        Once("start", imported, start, now),
        Once("note", asked, ["comment", "001-1", "Xin thêm số liệu", "--attach", "text.txt", "--as", "p1"], now),
        CreationOnce("import", exported, ["import", "all.jsonl"], now),
        Scenario("close", told(6), ["do", "002-2", "--as", "p1"], notice.at(days=20)),
    ]


def cases(column, folder):
    scenarios = quick() + (large() if column.is_large else [])
    column.at_end(lambda: ", ".join(f"{one.name}: {one.struck} of {len(one.points)} struck" for one in scenarios))
    for scenario in scenarios:
        scenario.ready(folder)
        for number in [column.seed] if column.seed else range(1, len(scenario.points) + 1):
            yield Case(scenario.name, number, lambda home, s=scenario, n=number: s.strike(home, n))
