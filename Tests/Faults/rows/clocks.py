"""The clock goes back and forth by a second to 400 days between runs: nothing twice, nothing silent."""

import collections
import datetime
import random

import notice
from column import Case
from invariants import ending, whole
from ledger import Ledger

STEPS = 12
# How far the clock may lie behind the last event before nothing is sent (Service.clockTolerance).
TOLERANCE = datetime.timedelta(hours=1)


def attempt(home, seed):
    chance = random.Random(seed)
    program = notice.start(home, 8, unsure=chance.choice(["resend", "hold"]))
    clock = last = notice.START
    problems = []
    waiting = notice.open_tasks(program)
    for _ in range(STEPS):
        seconds = round(10 ** chance.uniform(0, 7.54))  # a second to 400 days, each size as likely
        clock += datetime.timedelta(seconds=seconds * chance.choice([-1, 1, 1]))
        now = clock.isoformat()
        if chance.random() < 0.3 and waiting:
            # Who acts is never refused for the clock; after the window's end there may be nothing left to do.
            task = waiting.pop()
            acted = program.run("do", task["task"], "--as", task["person"], now=now)
            problems += ending(acted, 0, 1)
            if "clock" in acted.errors:
                problems.append(f"refused for the clock: {acted}")
            last = newest(program)
            continue
        behind = last - clock > TOLERANCE
        before = notice.letters(home)
        ended = program.run("remind", now=now)
        problems += ending(ended, 75 if behind else 0)
        if behind and notice.letters(home) != before:
            problems.append(f"something was sent with the clock {last - clock} behind")
        last = newest(program)
    problems += settle(program, home, last)
    return problems


def newest(program):
    """The time of the last event: what the clock is held against."""
    seconds = Ledger.of(program).events[-1]["at"]
    return datetime.datetime.fromtimestamp(seconds, notice.ZONE)


def settle(program, home, last):
    """A last run long after everything: each reminder has ended where one can see it, and went out once."""
    now = (last + datetime.timedelta(days=500)).isoformat()
    problems = ending(program.run("remind", now=now), 0)
    found, ledger = whole(program)
    problems += found
    if not ledger:
        return problems
    waiting = [slot for slot in ledger.slots if slot["state"] == "queued"]
    if waiting:
        problems.append(f"I4: {len(waiting)} reminders wait for ever")
    sent = notice.letters(home)
    if len(sent) != len(set(sent)):
        problems.append("I3: a message was delivered twice")
    carried = {message["message"] for message in ledger.messages if message["state"] == "sent"}
    if len(sent) != len(carried):
        problems.append(f"I3: {len(carried)} messages are recorded as sent, {len(sent)} were")
    times = collections.Counter(event["sequence"] for event in ledger.events)
    if max(times.values(), default=1) > 1:
        problems.append("I1: two events have the same place")
    return problems


def cases(column, folder):
    for seed in column.seeds("clocks", 60, 1000):
        yield Case("seed", seed, lambda home, s=seed: attempt(home, s))
