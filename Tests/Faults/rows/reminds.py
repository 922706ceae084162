"""Eight runs of remind at once with random kills, 120 reminders: none lost, none doubled, none for what was closed."""

import random
import time

import notice
from column import Case
from invariants import ending, whole

PEOPLE = 120
AT_ONCE = 1
WAYS = [("maildir", "resend"), ("sendmail", "hold"), ("maildir", "hold"), ("sendmail", "resend")]


def storm(program, chance):
    """Eight runs, of which five are killed after a random time."""
    runs = []
    for _ in range(8):
        runs.append(program.start("remind", now=notice.at()))
        time.sleep(chance.uniform(0, 0.02))
    for run in runs[:5]:
        time.sleep(chance.uniform(0, 0.15))
        run.kill()
    return [problem for run in runs for problem in ending(run.wait(), 0, 1, -9)]


def attempt(folder, seed):
    chance = random.Random(seed)
    channel, unsure = WAYS[seed % len(WAYS)]
    program = notice.start(folder, PEOPLE, channel=channel, unsure=unsure)
    problems = []
    # Some messages are queued, perhaps claimed, when a few people confirm: those must get none after that.
    first = program.start("remind", now=notice.at())
    time.sleep(chance.uniform(0, 0.06))
    first.kill()
    problems += ending(first.wait(), 0, 1, -9)
    time.sleep(0.05)  # a message that a killed run has handed to sendmail may still arrive
    tasks = {task["person"]: task["task"] for task in notice.open_tasks(program)}
    closed = chance.sample(sorted(tasks), 10)
    had = addresses(folder)
    for person in closed:
        problems += ending(program.run("do", tasks[person], "--as", person, now=notice.at()), 0)
    problems += storm(program, chance)
    problems += storm(program, chance)
    # What the killed runs have left is found by the next.
    problems += ending(program.run("remind", now=notice.at()), *((0, 1) if unsure == "hold" else (0,)))
    again = program.run("remind", now=notice.at())
    if again.output or again.errors or again.status:
        problems.append(f"I4: there was something left to do: {again}")
    sent = notice.letters(folder)
    late = {f"{person}@example.org" for person in closed} & addresses(folder) - had
    if late:
        problems.append(f"I5: sent after it was closed: {sorted(late)}")
    found, ledger = whole(program)
    if found:
        return problems + found
    return problems + settled(ledger, sent, unsure, closed, had)


def settled(ledger, sent, unsure, closed, had):
    """Every reminder has ended where one can see it, and was sent once."""
    problems = []
    identities = {}
    for identity, address in sent:
        identities.setdefault(address, set()).add(identity)
    if any(len(of) > 1 for of in identities.values()):
        problems.append(f"I3: several Message-IDs for one reminder: {identities}")
    if unsure == "hold" and len(sent) != len(set(sent)):
        problems.append(f"I3: {len(sent) - len(set(sent))} messages were sent twice under hold")
    slots = {slot["person"]: slot["state"] for slot in ledger.slots if slot["slot"] > 1}
    for number in range(1, PEOPLE + 1):
        person, address = f"p{number}", f"p{number}@example.org"
        state = slots.get(person)
        if person in closed:
            if state == "queued":
                problems.append(f"I4: {person}, who has confirmed, has a reminder that waits")
        elif state not in ("sent", "unknown"):
            problems.append(f"I4: the reminder of {person} is {state}")
        elif state == "sent" and address not in identities:
            problems.append(f"I4: the reminder of {person} is recorded as sent and was not")
        elif state == "unknown" and unsure != "hold":
            problems.append(f"I4: the reminder of {person} was given up")
    return problems


def addresses(folder):
    return {address for _, address in notice.letters(folder)}


def cases(column, folder):
    for seed in column.seeds("reminds", 25, 1000):
        yield Case("seed", seed, lambda home, s=seed: attempt(home, s))
