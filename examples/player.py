"""Plays a plan with nothing but the command line `plenum`, day by day, until it has ended.

What people have to do, and how, comes from `tasks --all --format json`: nothing here knows a workflow. A case says what
is special about it: who starts it with which inputs, what is done late or sent back, what is written where.
"""

import collections
import datetime
import json
import os
import pathlib
import re
import shlex
import subprocess
import zlib

ZONE = datetime.timezone(datetime.timedelta(hours=7))
WORKFLOWS = pathlib.Path(__file__).resolve().parent.parent / "workflows"
GIVE_UP_AFTER = datetime.timedelta(days=60)  # counted from the last thing that happened

PLENUM = os.environ.get("PLENUM", "plenum")
DATABASE = os.environ.get("PLENUM_DATABASE", "plenum.db")

LIKED = ("approve", "accept", "adopt", "agree", "held", "done", "yes", "in-favour", "fulfilled")
DISLIKED = ("return", "reject", "decline", "no", "against", "short")
NOT_AN_END = ("claim", "delegate", "decline", "undo", "comment", "extend", "reassign")


class Stuck(Exception):
    """The play cannot go on; the text says why."""


def plenum(*arguments, now):
    """What the command printed. An exit code other than 0 ends the play, with the command and its message."""
    command = [PLENUM, *arguments, "--database", DATABASE, "--now", now.isoformat()]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except OSError as problem:
        raise Stuck(f"{PLENUM} does not start: {problem.strerror}") from problem
    if done.returncode:
        raise Stuck(f"{shlex.join(command)}\nended with {done.returncode}:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout


def as_json(*arguments, now):
    text = plenum(*arguments, "--format", "json", now=now)
    try:
        return json.loads(text)
    except ValueError as problem:
        raise Stuck(f"{' '.join(arguments)} printed no JSON ({problem}):\n{text[:400]}") from problem


def moment(year, month, day, hour=8):
    return datetime.datetime(year, month, day, hour, 0, tzinfo=ZONE)


def chance(*parts):
    """A number between 0 and 1 that is the same in every run."""
    return zlib.crc32("|".join(parts).encode()) / 2**32


def step_name(task):
    """The last part of a step's path: `paper` of `cells/phap-che/paper`."""
    return re.split(r"[/.:]", task["step"])[-1]


def expect(what, found, wanted):
    """Ends the play where a figure is not what was reported of the case."""
    print(f"  {what:40} {found}")
    if found != wanted:
        raise Stuck(f"{what}: {found}, and not {wanted}")


class Player:
    """One plan, played by everybody whom it concerns."""

    # By the name of a step: the outcome given the first time; how many days after its deadline the first is done.
    exceptions = {}
    # Members without an account, and who enters the slips that they signed on paper.
    on_paper = {}
    days_off = frozenset()
    theme = ""

    def __init__(self, workflow, people, starter, inputs, started):
        self.workflow, self.people, self.starter, self.inputs = workflow, people, starter, inputs
        self.now = self.last_event = started
        self.chosen = {}  # task and state -> the day on which it will be done
        self.used_exceptions = set()
        self.messages = 0
        self.people_reached = set()
        self.done = collections.Counter()  # by step
        self.entered = collections.Counter()  # by step, from slips
        self.folder = pathlib.Path(DATABASE).resolve().parent / "papers"

    # -- the run ---------------------------------------------------------------------------------------------

    def run(self):
        """Plays until the plan has ended; its last status."""
        plenum("people", "import", str(self.people), now=self.now)
        self.start()
        while self.day():
            self.now = (self.now + datetime.timedelta(days=1)).replace(hour=8, minute=0)
        status = self.status()
        if status["open"]:
            raise Stuck(f"the plan is {status['state']} with {status['open']} open tasks")
        plenum("verify", now=self.now)
        return status

    def start(self):
        values = [part for name, value in self.inputs.items() for part in ("--set", f"{name}={value}")]
        started = as_json("start", str(self.workflow), "--as", self.starter, *values, now=self.now)
        self.instance = started["instance"]
        print(f"{self.instance}, {self.now:%d/%m/%Y}" + (f": “{self.theme}”" if self.theme else "") + "\n")

    def day(self):
        """Plays one day: cron's run at 08:00, then what people do. False once the plan is no longer running."""
        sent = self.remind()
        finished = []
        self.now = self.now.replace(hour=9)
        while batch := [task for task in self.open_tasks() if self.due_today(task)]:
            for task in batch:
                self.finish(task)
                finished.append(task)
        if sent or finished:
            self.last_event = self.now
            self.report(sent, finished)
        state = self.status()["state"]
        if state not in ("running", "completed"):
            raise Stuck(f"the plan is {state} on {self.now:%d/%m/%Y}")
        if state == "running" and self.now - self.last_event > GIVE_UP_AFTER:
            waiting = [f"  {task['task']} {task['step']} ({task['person']})" for task in self.open_tasks()]
            raise Stuck("\n".join([f"nothing has happened since {self.last_event:%d/%m/%Y}; open:", *waiting]))
        return state == "running"

    def report(self, sent, finished):
        titles = collections.Counter(task["title"] for task in finished)
        acts = " · ".join(f"{title} ×{n}" if n > 1 else title for title, n in titles.items())
        mails = f"{sent:3} thư" if sent else " " * 7
        print(f"{self.now:%d/%m/%Y} {mails}  {acts}".rstrip(), flush=True)

    def remind(self):
        lines = plenum("remind", "--deliver", "stdout", now=self.now).splitlines()
        for line in lines:
            self.received(json.loads(line))
        return len(lines)

    def received(self, message):
        self.messages += 1
        self.people_reached.add(message["person"])

    def open_tasks(self):
        tasks = as_json("tasks", "--all", now=self.now)
        return [task for task in tasks if task["instance"] == self.instance]

    def status(self):
        return as_json("status", self.instance, now=self.now)

    # -- when, who, what ---------------------------------------------------------------------------------------

    def due_today(self, task):
        """Everybody takes some part of the time there is; a task that has none left is done the next day."""
        key = (task["task"], task["state"], task["deadline"])
        if key not in self.chosen:
            self.chosen[key] = self.next_working_day(self.day_for(task))
        return self.chosen[key] <= self.now.date()

    def day_for(self, task):
        today = self.now.date()
        deadline = task["deadline"] and datetime.datetime.fromisoformat(task["deadline"]).astimezone(ZONE).date()
        late = self.exception(task, "days-after-deadline")
        if late is not None and deadline:
            return deadline + datetime.timedelta(days=late)
        if deadline == today:
            return today
        if deadline is None or deadline < today:
            return today + datetime.timedelta(days=1)
        if any(need["type"] == "people" for act in task["actions"] for need in act["needs"]):
            return deadline  # whoever meets does so on the day
        return today + datetime.timedelta(
            days=round((0.15 + 0.8 * chance(task["task"], task["step"])) * (deadline - today).days)
        )

    def next_working_day(self, day):
        while day.weekday() > 4 or day in self.days_off:
            day += datetime.timedelta(days=1)
        return day

    def exception(self, task, what):
        """What `exceptions` has for this step, the first time it is asked."""
        name = (step_name(task), what)
        if name in self.used_exceptions:
            return None
        self.used_exceptions.add(name)
        return self.exceptions.get(step_name(task), {}).get(what)

    def finish(self, task):
        """Does what the task needs: the first action that ends it, with a value for each thing that is required."""
        person = task["person"] or next(iter(task.get("candidates") or []), None)
        if person is None:
            raise Stuck(f"{task['task']} ({task['step']}) has neither a person nor a candidate")
        ends = [action for action in task["actions"] if action["action"] not in NOT_AN_END]
        if not ends:
            raise Stuck(f"{task['task']} ({task['step']}) has no action that ends it")
        act = ends[0]
        arguments = []
        if outcomes := act.get("outcomes"):
            arguments += ["--outcome", self.outcome(task, outcomes)]
        for need in act["needs"]:
            if need.get("required") or self.offers(task, need):
                arguments += self.value(task, need)
        self.do(task, person, *arguments)

    def do(self, task, person, *arguments):
        if person in self.on_paper:
            who = ["--as", self.on_paper[person], "--for", person]
            self.entered[step_name(task)] += 1
        else:
            who = ["--as", person]
        self.now += datetime.timedelta(minutes=1)
        plenum("do", task["task"], *who, *arguments, now=self.now)
        self.done[step_name(task)] += 1

    def offers(self, task, need):
        """Whether somebody gives what they need not."""
        return need["name"] == "opinion" and chance(task["task"], "opinion") < 0.25

    def outcome(self, task, outcomes):
        wanted = self.exception(task, "first-outcome")
        if wanted in outcomes:
            return wanted
        for words, like in ((LIKED, True), (DISLIKED, False)):
            for outcome in outcomes:
                if outcome.startswith(words) == like:
                    return outcome
        return outcomes[0]

    def value(self, task, need):
        """The arguments that satisfy a need, with a value invented for its type."""
        name, kind, options = need["name"], need["type"], need.get("options") or []
        if kind == "file":
            path = self.document(task, name)
            return ["--attach", path] if name == "attach" else ["--set", f"{name}={path}"]
        if kind == "people" and options:
            # Nearly everybody comes.
            chosen = [person for person in options if chance(task["task"], person) < 0.9] or options
            return ["--set", f"{name}={','.join(chosen)}"]
        if options:
            pick = int(chance(task["task"], name) * len(options)) if kind == "person" else 0
            return ["--set", f"{name}={options[pick]}"]
        deadline = task["deadline"] or self.now.isoformat()
        invented = {
            "text": f"{task['title']}: nội dung đã thống nhất.",
            "date": deadline[:10],
            "time": "08:00",
            "number": "1",
        }
        if kind not in invented:
            raise Stuck(f"{task['task']} ({task['step']}) needs {name}, a {kind}, and offers none")
        return ["--set", f"{name}={invented[kind]}"]

    def document(self, task, name):
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{task['task']}-{step_name(task)}-{name}.md"
        path.write_text(f"# {task['title']}\n\n{self.theme}\n", encoding="utf-8")
        return str(path)


def figures_of(status):
    """The figures by name, each as (value, of); empty where the definition has none."""
    return {figure["name"]: (figure["value"], figure.get("of")) for figure in status.get("figures") or []}
