"""Eight processes on one file (do, remind, backup, verify) with random kills: what was acknowledged is there once."""

import collections
import random
import threading
import time

import notice
from codes import number_of
from column import Case
from invariants import ending, whole

AT_ONCE = 1
NEEDS_DISK = True
PEOPLE = 200
# An act takes less than this, whatever the others do.
SLOWEST = 1.0


class Crowd:
    """Processes that act on one database until their time is up, and what was acknowledged to each."""

    def __init__(self, program, seed, seconds):
        self.program, self.seed, self.until = program, seed, time.monotonic() + seconds
        self.lock = threading.Lock()
        self.problems, self.noted, self.torn, self.times = [], [], set(), collections.defaultdict(list)
        self.confirmed = set()
        self.people = list(range(1, PEOPLE + 1))

    def run(self):
        actors = [self.note, self.note, self.note, self.confirm, self.confirm, self.remind, self.back_up, self.verify]
        threads = [threading.Thread(target=self.act, args=(actor, number)) for number, actor in enumerate(actors)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def act(self, actor, number):
        chance, count = random.Random(f"{self.seed} {number}"), 0
        while time.monotonic() < self.until:
            count += 1
            actor(chance, f"{number}-{count}")

    def command(self, kind, chance, *arguments, allowed=(0,)):
        """One command, in one of five cases killed after a random time."""
        running = self.program.start(*arguments, now=notice.at())
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0, 0.04))
            running.kill()
        ended = running.wait()
        with self.lock:
            self.problems += ending(ended, *allowed, -9)
            if ended.status == 0:
                self.times[kind].append(ended.seconds)
            if "busy" in ended.errors or "locked" in ended.errors:
                self.problems.append(f"somebody saw that it was busy: {ended}")
        return ended

    def note(self, chance, name):
        ended = self.command("note", chance, "comment", self.note_task, f"note {name}", "--as", "p1")
        with self.lock:
            (self.noted.append if ended.output else self.torn.add)(f"note {name}")

    def confirm(self, chance, name):
        with self.lock:
            if not self.people:
                self.people = list(range(1, PEOPLE + 1))  # from now on they are told that it was done before
            person = self.people.pop()
        task = self.tasks[f"p{person}"]
        ended = self.command("do", chance, "do", task, "--as", f"p{person}")
        if ended.output:
            with self.lock:
                self.confirmed.add(f"p{person}")

    def remind(self, chance, name):
        self.command("remind", chance, "remind")

    def back_up(self, chance, name):
        self.command("backup", chance, "backup", f"copy-{name.split('-')[0]}.db")

    def verify(self, chance, name):
        self.command("verify", chance, "verify")


def attempt(folder, seed, seconds, column):
    program = notice.start(folder, PEOPLE)
    program.must("start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-21", now=notice.at())
    crowd = Crowd(program, seed, seconds)
    tasks = notice.open_tasks(program)
    crowd.tasks = {task["person"]: task["task"] for task in tasks if task["step"].endswith("study")}
    crowd.note_task = next(task["task"] for task in tasks if task["step"].endswith("read"))
    crowd.run()
    problems = crowd.problems
    found, ledger = whole(program)
    if found:
        return problems + found
    reasons = ledger.reasons()
    for text in crowd.noted:
        if reasons[text] != 1:
            problems.append(f"I1: “{text}” was acknowledged and is in the log {reasons[text]} times")
    problems += [f"I1: “{text}” is in the log {reasons[text]} times" for text in crowd.torn if reasons[text] > 1]
    answers = collections.Counter(
        event["payload"]["task"]
        for event in ledger.events
        if event["event"] == "answered" and "answer" in event["payload"]
    )
    problems += [f"I1: task {task} was answered {count} times" for task, count in answers.items() if count > 1]
    for person in crowd.confirmed:
        if not answers[number_of(crowd.tasks[person])]:
            problems.append(f"I1: {person} has confirmed, and the log does not know it")
    for kind, times in sorted(crowd.times.items()):
        times.sort()
        slowest = times[int(len(times) * 0.99)]
        column.remark(f"{kind}: {len(times)} ended, median {times[len(times) // 2]:.3f} s, 99 % below {slowest:.3f} s")
        if slowest > SLOWEST and kind in ("note", "do"):
            problems.append(f"one in a hundred of {kind} takes {slowest:.2f} s")
    return problems


def cases(column, folder):
    seconds = column.size(30, 1800)
    yield Case("seed", column.seed or 1, lambda home: attempt(home, column.seed or 1, seconds, column))
