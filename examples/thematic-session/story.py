"""Plays the thematic session as two months really go: absences and their substitutes, a late paper, a plan that comes
back, a plenary on another day, a machine that was off for two days, members who sign on paper; with cron's `remind`
every hour, into a maildir. What was done is written down in `acts.jsonl`, from which `oracle.py` tells every message.

    PLENUM=plenum python3 story.py FOLDER

Like `play.py`, it knows of the workflow only what `tasks --all --format json` says, and what is in its tables.
"""

import datetime
import json
import pathlib
import sys

import play
from play import PLENARY, ZONE, Play, Stuck, as_json, chance, next_working_day, plenum, step_name

STARTED = datetime.datetime(2026, 8, 24, 8, 0, tzinfo=ZONE)
NEW_PLENARY = datetime.date(2026, 10, 20)
HOUR = datetime.timedelta(hours=1)
ORGANISER = "ha-thi-nhung"

ABSENCES = [
    # A secretary, whose own substitute is away on two of the days.
    ("duong-van-thach", "2026-09-10", "2026-09-18", "ly-hoai-thuong"),
    ("ly-hoai-thuong", "2026-09-16", "2026-09-17", "thai-thi-nga"),
    # The secretary of the committee, to whom what is late is told.
    ("phan-dinh-luc", "2026-10-05", "2026-10-08", "kieu-thi-tuyet"),
    # Nobody named: the secretary of her cell stands in.
    ("lam-thi-yen", "2026-09-25", "2026-10-09", ""),
    # Away while the resolution is voted on: her substitute may not vote, her slip is entered.
    ("to-ngoc-bich", "2026-10-20", "2026-10-30", "vuong-thi-lan"),
]
OFF = (datetime.datetime(2026, 9, 19, 8, 30, tzinfo=ZONE), datetime.datetime(2026, 9, 21, 13, 30, tzinfo=ZONE))

# Days after the deadline, by the step and the cell in which it is late.
LATE = {
    ("cell-plan", "phap-che"): 6,
    ("author", "hanh-chinh-to-chuc-quan-tri"): 1,
    ("paper", "van-hoa-xa-hoi"): 6,
    ("paper", "thong-tin-tong-hop"): 1,
    ("gather", ""): 0,
    ("issue", ""): 4,
}
# The outcome given the first time, by step.
FIRST = {"approve-plan": "returned", "accept-paper": "returned", "adopt": "against"}
# Where nobody acts for another, but a secretary enters what was signed.
IN_PERSON = {"adopt"}

# What somebody does of their own accord, once, on the first hour at which it can be done.
CORRECTIONS = [
    (datetime.datetime(2026, 9, 7, 10, 20, tzinfo=ZONE), "absences"),
    (datetime.datetime(2026, 9, 22, 10, 20, tzinfo=ZONE), "reassign"),
    (datetime.datetime(2026, 9, 28, 14, 40, tzinfo=ZONE), "extend"),
    (datetime.datetime(2026, 9, 30, 15, 10, tzinfo=ZONE), "reschedule"),
]


class Story(Play):
    def __init__(self, folder):
        super().__init__()
        self.now = self.last_event = STARTED
        self.base = folder
        self.acts = (folder / "acts.jsonl").open("w", encoding="utf-8")
        self.known = {}  # every task that was ever seen -> its step and whose it was first
        self.corrections = list(CORRECTIONS)
        self.runs = 0
        people = (folder / "people.yaml").read_text(encoding="utf-8")
        self.people = parse(people)["people"]
        # Who has no e-mail signs on paper, and the secretary of the cell enters it.
        self.secretaries = {
            post.split(" of ")[1]: name
            for name, person in self.people.items()
            for post in person.get("posts", [])
            if post.startswith("secretary of ")
        }
        play.ON_PAPER.clear()
        for name, person in self.people.items():
            if "email" not in person and person["unit"] in self.secretaries:
                play.ON_PAPER[name] = self.secretaries[person["unit"]]

    def note(self, **act):
        self.acts.write(json.dumps({"at": self.now.isoformat(), **act}, ensure_ascii=False) + "\n")

    def run(self):
        plenum("people", "import", str(self.base / "people.yaml"), now=self.now)
        started = as_json(
            "start", "thematic-session", "--as", ORGANISER, "--set", f"theme={play.THEME}",
            "--set", f"plenary-date={PLENARY.isoformat()}", "--set", f"topics=@{self.base / 'topics.csv'}",
            now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        self.note(act="start", person=ORGANISER)
        while self.state() == "running":
            if not OFF[0] <= self.now <= OFF[1]:
                self.remind()
            hour = self.now
            if hour.hour == 9 and self.is_worked(hour.date()):
                self.now += datetime.timedelta(minutes=5)
                while batch := [task for task in self.open_tasks() if self.due_today(task)]:
                    for task in batch:
                        self.finish(task)
            while self.corrections and self.corrections[0][0] < hour + HOUR:
                self.now, what = self.corrections.pop(0)
                getattr(self, what)()
            self.now = hour + HOUR
            if self.now - STARTED > datetime.timedelta(days=120):
                raise Stuck("the plan does not come to its end")
        self.remind()
        self.end()

    def is_worked(self, day):
        return next_working_day(day) == day

    def state(self):
        # Once a day is enough: nothing ends between the acts of the morning but a window, and those end at midnight.
        if self.now.hour == 0 or self.now == STARTED:
            self.last_state = self.status()["state"]
        return self.last_state

    def remind(self):
        plenum("remind", now=self.now)
        self.note(act="remind")
        self.runs += 1

    def open_tasks(self):
        tasks = super().open_tasks()
        for task in tasks:
            self.known.setdefault(task["task"], {"step": task["step"], "person": task["person"]})
        return tasks

    def exception(self, task, what):
        step, parts = step_name(task), task["step"].split("/")
        if what == "days-after-deadline":
            return LATE.get((step, parts[1] if len(parts) > 1 else ""))
        # What came back once is taken the second time.
        first = step not in self.used_exceptions
        self.used_exceptions.add(step)
        return FIRST.get(step) if first else None

    def finish(self, task):
        person = task["person"]
        stand_in = next(
            (s for p, first, last, s in ABSENCES if p == person and first <= self.now.date().isoformat() <= last), None
        )
        if stand_in and person not in play.ON_PAPER:
            # On days when the substitute is away too, it waits.
            if any(p == stand_in and f <= self.now.date().isoformat() <= l for p, f, l, _ in ABSENCES):
                self.chosen[(task["task"], task["state"], task["deadline"])] += datetime.timedelta(days=2)
                return
        ends = [action for action in task["actions"] if action["action"] not in play.NOT_AN_END]
        act, arguments, said = ends[0], ["do", task["task"]], {}
        if person in play.ON_PAPER or stand_in and step_name(task) in IN_PERSON:
            arguments += ["--as", self.secretaries[self.people[person]["unit"]], "--for", person]
            self.on_paper[step_name(task)] += 1
        else:
            arguments += ["--as", stand_in or person]
        if outcomes := act.get("outcomes"):
            said["outcome"] = self.outcome(task, outcomes)
            arguments += ["--outcome", said["outcome"]]
        for need in act["needs"]:
            if self.gives(task, need, said.get("outcome")):
                value = self.value(task, need)
                said[need["name"]] = value[1].split("=", 1)[-1]
                arguments += value
        self.now += datetime.timedelta(minutes=1)
        plenum(*arguments, now=self.now)
        self.note(act="do", task=task["task"], step=task["step"], person=person, said=said)
        self.done[step_name(task)] += 1

    # -- what happens beside the tasks -------------------------------------------------------------------------

    def absences(self):
        rows = ["Mã;Họ và tên;Đơn vị;Vắng từ;Vắng đến;Người thay thế"]
        for person, first, last, substitute in ABSENCES:
            days = [datetime.date.fromisoformat(day).strftime("%d/%m/%Y") for day in (first, last)]
            rows.append(";".join([person, self.people[person]["name"], self.people[person]["unit"], *days, substitute]))
        table = self.base / "vang-mat.csv"
        # As a spreadsheet exports it.
        table.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8", newline="")
        plenum("people", "import", str(table), now=self.now)
        self.note(act="absences", absences=ABSENCES)

    def reassign(self):
        task = next(task for task in self.open_tasks() if step_name(task) == "paper")
        unit = self.people[task["person"]]["unit"]
        to = next(
            name for name, person in self.people.items()
            if person["unit"] == unit and "email" in person and person["class"] == "official"
            and name != task["person"] and "posts" not in person
        )  # fmt: skip
        plenum("reassign", task["task"], "--to", to, "--as", ORGANISER, "--reason", "đi công tác dài ngày", now=self.now)
        self.note(act="reassign", task=task["task"], step=task["step"], to=to)

    def extend(self):
        task = [task for task in self.open_tasks() if step_name(task) == "paper"][-1]
        to = next_working_day(datetime.date(2026, 10, 5))
        plenum("extend", task["task"], "--to", to.isoformat(), "--as", ORGANISER, "--reason", "chờ số liệu", now=self.now)
        self.note(act="extend", task=task["task"], step=task["step"], to=to.isoformat(), reason="chờ số liệu")

    def reschedule(self):
        reason = "trùng kỳ họp bất thường"
        plenum(
            "reschedule", self.instance, "--step", "plenary-date", "--to", NEW_PLENARY.isoformat(), "--as", ORGANISER,
            "--reason", reason, now=self.now,
        )  # fmt: skip
        self.open_tasks()
        self.note(act="reschedule", input="plenary-date", to=NEW_PLENARY.isoformat(), reason=reason)

    # -- the end -----------------------------------------------------------------------------------------------

    def end(self):
        status = self.status()
        if status["state"] != "completed" or status["open"]:
            raise Stuck(f"the plan is {status['state']} with {status['open']} open tasks")
        plenum("verify", now=self.now)
        self.acts.close()
        (self.base / "tasks.json").write_text(json.dumps(self.known), encoding="utf-8")
        figures = {figure["name"]: (figure["value"], figure["of"]) for figure in status["figures"]}
        wanted = {"sessions-held": (1, None), "cells-held": (5, 5), "papers": (5, None), "cells-not-meeting": (0, None)}
        if figures != wanted:
            raise Stuck(f"the figures are {figures}")
        if self.done["disseminate"] != 37 or self.on_paper["disseminate"] != 8:
            raise Stuck(f"{self.done['disseminate']} have acknowledged, {self.on_paper['disseminate']} on paper")
        vote = status["votes"][0]
        held = (vote["asked"], vote["voted"], vote["totals"], vote["result"], len(vote["reserved"]))
        if held != (29, 29, {"in-favour": 28, "against": 1, "abstain": 0}, "adopted", 1):
            raise Stuck(f"the vote ended as {held}")
        if self.on_paper["adopt"] != 8:
            raise Stuck(f"{self.on_paper['adopt']} slips were entered")
        log = plenum("log", self.instance, "--format", "json", now=self.now)
        if '"number"' not in log:
            raise Stuck("the resolution has no number")
        print(
            f"{self.instance} completed on {self.now:%d/%m/%Y}: {sum(self.done.values())} tasks done, "
            f"{sum(self.on_paper.values())} entered from paper, {self.runs} runs of remind"
        )


def parse(text):
    """A tree from the part of YAML that these files use: maps, lists of plain words, nothing else."""
    root = {}
    stack = [(-1, root, None, None)]  # indentation, the container, and where it hangs
    for raw in text.splitlines():
        line = raw.split(" #")[0].rstrip()
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        line = line.strip()
        while indent <= stack[-1][0]:
            stack.pop()
        _, container, parent, key = stack[-1]
        if line.startswith("- "):
            if not isinstance(container, list):
                container = parent[key] = []
                stack[-1] = (stack[-1][0], container, parent, key)
            line = line[2:]
            if ": " not in line and not line.endswith(":"):
                container.append(line)
                continue
            entry = {}
            container.append(entry)
            stack.append((indent, entry, None, None))
            container, indent = entry, indent + 2
        name, _, value = line.partition(":")
        value = value.strip()
        if value.startswith("["):
            container[name] = [word.strip() for word in value[1:-1].split(",")]
        elif value and value != "{}":
            container[name] = value
        else:
            container[name] = {}
            stack.append((indent, container[name], container, name))
    return root


if __name__ == "__main__":
    try:
        Story(pathlib.Path(sys.argv[1])).run()
    except Stuck as problem:
        sys.exit(f"story: {problem}")
