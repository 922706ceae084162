"""Tells every message that a thematic session ought to send, from the definition's words, the calendar's file, the
people and what was done; and compares that with the mail that lies in the maildir and with the database's record.

    python3 oracle.py FOLDER    # as `story.py` and `plenum export` have left it

Shares nothing with the program: flow, working days, policies, absences are told anew here, as plainly as can be.
"""

import datetime
import email
import email.policy
import json
import pathlib
import sys
from collections import Counter, defaultdict

from story import parse

from player import kind_of  # beside the folders of the examples, where `play` has looked for it

HERE = pathlib.Path(__file__).resolve().parent
ZONE = datetime.timezone(datetime.timedelta(hours=7))
DAY = datetime.timedelta(days=1)
# The kinds of step that ask each of many people.
WINDOWS = ("comments", "acknowledge", "vote")


def midnight(day):
    return datetime.datetime.combine(day, datetime.time(), ZONE)


def at_eight(day):
    return datetime.datetime.combine(day, datetime.time(8), ZONE)


class Calendar:
    """Working days, from the days of the year and the decisions in the file. No lunar holiday lies in the story."""

    def __init__(self, text):
        tree = parse(text)
        self.off, self.worked = set(), set()
        for holiday in tree["holidays"].values():
            words = holiday["on"].split()
            if words[2:4] == ["of", "month"] and holiday.get("days") != "decided each year":
                for year in (2026, 2027):
                    self.off.add(datetime.date(year, int(words[4]), int(words[1])))
        for decision in tree["decided"]:
            first, _, last = decision["off"].partition(" to ")
            day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
            while day <= end:
                self.off.add(day)
                day += DAY
            if "work-instead" in decision:
                self.worked.add(datetime.date.fromisoformat(decision["work-instead"]))

    def works(self, day):
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def count(self, number, start):
        """The day so many working days after `start`, or before it."""
        step, day = (DAY if number > 0 else -DAY), start
        while number:
            day += step
            if self.works(day):
                number -= 1 if number > 0 else -1
        return day


class Item:
    def __init__(self, path, member, people, due, opened, number):
        self.path, self.member, self.people = path, member, people
        self.due, self.opened, self.round = due, opened, number


class Oracle:
    def __init__(self, folder):
        read = lambda path: path.read_text(encoding="utf-8")
        tree = parse(read(HERE.parent.parent / "workflows" / "thematic-session.yaml"))
        self.steps, self.policies = tree["steps"], tree["reminders"]
        self.calendar = Calendar(read(HERE.parent.parent / "workflows" / "calendars" / "vietnam.yaml"))
        people = parse(read(folder / "people.yaml"))
        self.people, self.units = people["people"], people["units"]
        self.cells = [line.split(",")[0] for line in read(folder / "topics.csv").split("\n")[1:] if line]
        self.inputs = {"plenary-date": datetime.date(2026, 10, 15)}
        self.absences = []
        # By path: how often it has opened, what is open, when it was done, chosen days, days set by hand, who was named.
        self.rounds = defaultdict(int)
        self.items, self.done, self.chosen, self.by_hand, self.named = [], {}, {}, set(), {}
        self.due = {}
        self.votes = {}  # by path, then by person
        self.last_run = None
        self.told = set()  # (item, round, rung, n-th, anchor, principal)
        self.mailed = {}  # (item, round, rung, person) -> (anchor, when)
        self.notices = []
        self.messages = []

    # -- who ---------------------------------------------------------------------------------------------------

    def holder(self, post, unit):
        return [name for name, p in sorted(self.people.items()) if f"{post} of {unit}" in p.get("posts", [])]

    def whose(self, phrase, path):
        cell = path.split("/")[1] if "/" in path else None
        members = [name for name, p in sorted(self.people.items()) if p["class"] != "staff"]
        if phrase == "organiser":
            return self.holder("organiser", "dang-bo")
        if phrase == "secretary of committee":
            return self.holder("secretary", "dang-bo")
        if phrase == "secretary of cell":
            return self.holder("secretary", cell)
        if phrase == "members of cell":
            return [name for name in members if self.people[name]["unit"] == cell]
        if phrase == "all members":
            return members
        if phrase == "all official members":
            return [name for name in members if self.people[name]["class"] == "official"]
        if phrase == "everyone":
            return sorted(self.people)
        return [self.named[f"cells/{cell}/{phrase}"]]

    def away(self, person, day):
        return next((a for a in self.absences if a[0] == person and a[1] <= day.isoformat() <= a[2]), None)

    def present(self, person, day):
        """Who is told in place of `person`."""
        here = person
        while absence := self.away(here, day):
            if not absence[3]:
                unit = self.people[person]["unit"]
                return [name for name in self.holder("secretary", unit) if name != person]
            here = absence[3]
        return [here]

    # -- when --------------------------------------------------------------------------------------------------

    def day_of(self, name, path):
        """The day of a step that takes place on one."""
        return self.inputs[self.steps[name]["date"]] if name == "plenary" else self.due[path]

    def reckon(self, path, opened):
        step = self.step(path)
        if path in self.chosen:
            return self.chosen[path]
        phrase = step.get("deadline") or step.get("closes") or step.get("date")
        if phrase is None:
            return None
        if phrase in self.inputs:
            return self.inputs[phrase]
        words = phrase.split()
        if words[0] == "chosen":
            # Until it is chosen, the first day there is.
            return self.calendar.count(-int(words[2]), self.day_of(words[-1], words[-1]))
        if words[:3] == ["same", "day", "as"]:
            return self.day_of(words[3], words[3])
        count = int(words[0])
        assert words[1:3] in (["working", "days"], ["working", "day"]), phrase
        if words[3] == "before":
            return self.calendar.count(-count, self.day_of(words[4], words[4]))
        return self.calendar.count(count, self.done[words[4]].date())

    # -- flow --------------------------------------------------------------------------------------------------

    def step(self, path):
        parts = path.split("/")
        return self.steps[parts[0]] if len(parts) == 1 else self.steps["cells"]["steps"][parts[2]]

    def scope(self, path):
        parts = path.split("/")
        if len(parts) == 1:
            return "", self.steps
        return f"cells/{parts[1]}/", self.steps["cells"]["steps"]

    @staticmethod
    def after(step):
        after = step.get("after", [])
        return after if isinstance(after, list) else [after]

    def open(self, path, when):
        step = self.step(path)
        if step["kind"] == "each":
            for cell in self.cells:
                for name, inner in step["steps"].items():
                    if not self.after(inner):
                        self.open(f"{path}/{cell}/{name}", when)
            return
        self.rounds[path] += 1
        due = self.due[path] = self.reckon(path, when)
        self.by_hand.discard(path)
        number = self.rounds[path]
        if step["kind"] in WINDOWS:
            self.votes[path] = {}
            for person in self.whose(step["from"], path):
                self.items.append(Item(path, person, [person], due, when, number))
        else:
            self.items.append(Item(path, None, self.whose(step.get("who") or step["chair"], path), due, when, number))

    def end(self, path, when):
        self.items = [item for item in self.items if item.path != path]
        self.done[path] = when
        prefix, steps = self.scope(path)
        for name, step in steps.items():
            after = self.after(step)
            if path[len(prefix) :] in after and all(prefix + other in self.done for other in after):
                self.open(prefix + name, when)
        if prefix and all(f"cells/{cell}/{name}" in self.done for cell in self.cells for name in steps):
            self.end("cells", when)

    def give_back(self, path, target, when):
        """A new round for `target`; what follows it is put back."""
        prefix, steps = self.scope(path)
        reset = {target}
        for _ in steps:
            reset |= {name for name, step in steps.items() if reset & set(self.after(step))}
        for name in reset:
            self.items = [item for item in self.items if item.path != prefix + name]
            self.done.pop(prefix + name, None)
            self.named.pop(prefix + name, None)
        self.open(prefix + target, when)

    def close_windows(self, now):
        for path in sorted({item.path for item in self.items if item.member}):
            closes = midnight(self.due[path] + DAY)
            if closes <= now:
                self.close(path, closes)

    def close(self, path, when):
        """A window ends; a vote that is lost goes back where its definition says."""
        step = self.step(path)
        if step["kind"] != "vote":
            return self.end(path, when)
        assert (step["rule"], step["base"]) == ("more than half", "convened")
        in_favour = sum(vote == "in-favour" for vote in self.votes[path].values())
        outcome = "adopted" if 2 * in_favour > len(self.whose(step["from"], path)) else "rejected"
        back = step["outcomes"][outcome].get("return")
        return self.give_back(path, back, when) if back else self.end(path, when)

    # -- what was done -----------------------------------------------------------------------------------------

    def play(self, act):
        now = datetime.datetime.fromisoformat(act["at"])
        self.close_windows(now)
        getattr(self, "play_" + act["act"])(act, now)

    def play_start(self, act, now):
        for name, step in self.steps.items():
            if not self.after(step):
                self.open(name, now)

    def play_do(self, act, now):
        path, said, step = act["step"], act["said"], self.step(act["step"])
        if step["kind"] in WINDOWS:
            self.votes[path][act["person"]] = said.get("outcome")
            self.items = [i for i in self.items if not (i.path == path and i.member == act["person"])]
            if not any(i.path == path for i in self.items) and step.get("close-early"):
                self.close(path, now)
            return
        if step["kind"] == "session" and "date" in said and path not in self.chosen:
            day = self.chosen[path] = self.due[path] = datetime.date.fromisoformat(said["date"])
            for item in self.items:
                if item.path == path:
                    item.due = day
            return
        if step["kind"] == "assign":
            self.named[path] = said["person"]
        back = step.get("outcomes", {}).get(said.get("outcome"), {}).get("return")
        return self.give_back(path, back, now) if back else self.end(path, now)

    def play_absences(self, act, now):
        self.absences = act["absences"]

    def play_reassign(self, act, now):
        for item in self.items:
            if item.path == act["step"]:
                item.people = [act["to"]]

    def play_extend(self, act, now):
        self.by_hand.add(act["step"])
        self.move(act["step"], datetime.date.fromisoformat(act["to"]), act["reason"], now)

    def play_reschedule(self, act, now):
        self.inputs[act["input"]] = datetime.date.fromisoformat(act["to"])
        for path in sorted({item.path for item in self.items}):
            if path not in self.by_hand:
                opened = next(item.opened for item in self.items if item.path == path)
                self.move(path, self.reckon(path, opened), act["reason"], now)

    def move(self, path, new, reason, now):
        """Whose date moves is told so, and of nothing that the new date would have said before."""
        old = self.due[path]
        if new == old:
            return
        self.due[path] = new
        for item in self.items:
            if item.path != path:
                continue
            item.due = new
            for moment, rung, nth in self.firings(item):
                if moment <= now:
                    for principal, _ in self.principals(item, rung):
                        self.told.add((path, item.member, item.round, rung, nth, new, principal))
            for principal, invited in self.principals(item, "when it opens"):
                for person in [principal] if invited else self.present(principal, now.date()):
                    if not (invited and self.away(principal, now.date())):
                        self.notices.append((person, item, f"moved from {old}: {reason}"))

    # -- what is to be said ------------------------------------------------------------------------------------

    def firings(self, item):
        """Every moment at which the item's policy speaks, the earliest first."""
        found = []
        for rung in self.policies[self.step(item.path)["remind"]]:
            words = rung.split()
            day = lambda count: at_eight(self.calendar.count(count, item.due))
            if rung == "when it opens":
                found.append((item.opened, rung, 1))
            elif rung == "on the day":
                found.append((at_eight(item.due), rung, 1))
            elif words[0] == "every":
                found += [(day(n), rung, n) for n in range(1, int(words[-2]) + 1)]
            elif words[0] == "escalate":
                found.append((day(int(words[-4])), rung, 1))
            else:
                found.append((day(-int(words[0]) if words[-1] == "before" else int(words[0])), rung, 1))
        return sorted(
            (f for f in found if f[1] == "when it opens" or f[0] > item.opened), key=lambda f: (f[0], f[2])
        )

    def principals(self, item, rung):
        """Whom a rung is meant for, and whether only as a guest."""
        if rung.startswith("escalate to "):
            phrase = " ".join(rung.split()[2:-4])
            return [(person, False) for person in self.whose(phrase, item.path)]
        whose = [(person, False) for person in item.people]
        step = self.step(item.path)
        chosen = not step.get("date", "").startswith("chosen") or item.path in self.chosen
        if step["kind"] == "session" and chosen and not rung.startswith("every") and not rung.endswith("after"):
            whose += [(p, True) for p in self.whose(step["attend"], item.path) if p not in item.people]
        return whose

    def play_remind(self, act, now):
        today = now.date()
        due = defaultdict(list)
        for person, item, rule in self.notices:
            # Only while it is still so.
            if item in self.items and (person, item.due) not in [(p, d) for p, d, _ in due[person]]:
                due[person].append((item, rule, 1))
        self.notices = []
        for item in self.items:
            mine = defaultdict(list)
            for moment, rung, nth in self.firings(item):
                if moment > now:
                    break
                for principal, invited in self.principals(item, rung):
                    if invited and self.away(principal, today):
                        continue
                    # A vote is one's own, wherever one is.
                    alone = invited or self.step(item.path)["kind"] == "vote"
                    for person in [principal] if alone else self.present(principal, today):
                        mine[person].append((moment, rung, nth, principal))
            for person, entries in mine.items():
                key = lambda e: (item.path, item.member, item.round, e[1], e[2], item.due, e[3])
                strongest = entries[-1]
                is_new = key(strongest) not in self.told
                self.told |= {key(entry) for entry in entries}
                if not is_new:
                    continue
                _, rung, nth, _ = strongest
                mail = (item.path, item.member, item.round, rung, person)
                anchor, last = self.mailed.get(mail, (item.due, None))
                if anchor != item.due and strongest[0] - last < DAY:
                    continue
                if "email" in self.people[person]:
                    self.mailed[mail] = (item.due, now)
                due[person].append((item, rung, nth))
        for person, entries in due.items():
            slots = sorted(
                [item.path, item.member or "", item.round, rule, nth, item.due.isoformat() if item.due else ""]
                for item, rule, nth in entries
            )
            if slots:
                state = "sent" if "email" in self.people[person] else "unreachable"
                self.messages.append((now.isoformat(), person, state, slots))


# -- the comparison --------------------------------------------------------------------------------------------


def number(code):
    """The number in a task's code: Crockford's base 32, and a check character behind the hyphen."""
    value = 0
    for digit in code.split("-")[0]:
        value = value * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(digit)
    return value


def recorded(folder):
    """What the database's export says was sent or could not be, as the oracle writes it."""
    tasks = {number(code): task for code, task in json.loads((folder / "tasks.json").read_text()).items()}
    steps = [task["step"] for task in tasks.values()]
    slots, messages, left = defaultdict(list), {}, []
    for line in (folder / "export.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if "slot" in entry:
            if entry["state"] in ("sent", "unreachable"):
                slots[entry["message"]].append(entry)
            elif entry["state"] not in ("superseded", "suppressed"):
                left.append(entry)
        elif "message" in entry:
            messages[entry["message"]] = entry
    found = []
    for message, entries in slots.items():
        last = max(delivery["at"] for delivery in messages[message]["deliveries"] if delivery.get("at"))
        when = datetime.datetime.fromtimestamp(last, ZONE).isoformat()
        keys = sorted(
            [
                tasks[entry["slot"]]["step"],
                tasks[entry["slot"]]["person"] if steps.count(tasks[entry["slot"]]["step"]) > 1 else "",
                entry["round"], entry["rule"], entry["occurrence"], entry["anchor"],
            ]
            for entry in entries
        )  # fmt: skip
        found.append((when, messages[message]["person"], entries[0]["state"], keys))
    assert not left, f"neither sent nor settled: {left[:3]}"
    return found


def delivered(folder, people):
    """Who was sent how many tasks, as the mail in the maildir says itself."""
    found = []
    for path in (folder / "mail" / "new").iterdir():
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert not mail.defects and all(not value.defects for value in mail.values()), path
        address = mail["to"].addresses[0].addr_spec
        person = next(name for name, p in people.items() if p.get("email") == address)
        mark = mail["subject"].split("]")[0] + "]"
        codes = sorted(line.rpartition("(")[2][:-1] for line in mail.get_content().splitlines() if line.startswith("•"))
        found.append((person, mark, codes))
    return sorted(found)


def differences(told, found):
    told, found = [json.dumps(m, ensure_ascii=False) for m in told], [json.dumps(m, ensure_ascii=False) for m in found]
    missing, extra = sorted(set(told) - set(found)), sorted(set(found) - set(told))
    doubled = sorted({m for m in found if found.count(m) > 1})
    return [("missing", m) for m in missing] + [("not told", m) for m in extra] + [("twice", m) for m in doubled]


def codes_of(tasks):
    """The code of each task, by its step and, where a step asks many, the person."""
    codes = {}
    steps = [task["step"] for task in tasks.values()]
    for code, task in tasks.items():
        codes[task["step"], task["person"] if steps.count(task["step"]) > 1 else ""] = code
    return codes


def main(folder):
    oracle = Oracle(folder)
    for line in (folder / "acts.jsonl").read_text(encoding="utf-8").splitlines():
        oracle.play(json.loads(line))
    assert not oracle.items, "by the oracle, the plan has not ended"
    wrong = differences(oracle.messages, recorded(folder))
    codes = codes_of(json.loads((folder / "tasks.json").read_text()))
    mails = delivered(folder, oracle.people)
    told = sorted(
        (person, sorted(codes[path, member] for path, member, *_ in slots))
        for _, person, state, slots in oracle.messages
        if state == "sent"
    )
    if told != sorted((person, tasks) for person, _, tasks in mails):
        wrong.append(("maildir", f"{len(told)} messages told, {len(mails)} found, or with other tasks in them"))
    for kind, what in wrong[:40]:
        print(f"{kind}: {what}")
    if wrong:
        sys.exit(f"oracle: {len(wrong)} differences in {len(oracle.messages)} messages")
    sent = sum(1 for m in oracle.messages if m[2] == "sent")
    print(f"{sent} messages sent, {len(oracle.messages) - sent} without an address: all as told, and no other")
    kinds = Counter(kind_of({"rule": rule}) for *_, slots in oracle.messages for _, _, _, rule, _, _ in slots)
    print("reminders: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
