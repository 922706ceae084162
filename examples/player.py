"""People who play a plan of Plenum with nothing but the command line `plenum`.

What they have to do, and how, comes from `tasks --all --format json`; nothing here knows the steps of any workflow. What
makes a run look like life stands in the tables of each play: something is sent back, somebody is late, somebody answers
on paper, somebody sends a paper and most do not.
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
DAYS_OFF = {
    datetime.date(2026, month, day) for month, day in [(4, 27), (4, 30), (5, 1), (8, 31), (9, 1), (9, 2)]
}
GIVE_UP_AFTER = datetime.timedelta(days=60)  # counted from the last thing that happened

PLENUM = os.environ.get("PLENUM", "plenum")
DATABASE = os.environ.get("PLENUM_DATABASE", "plenum.db")

# What one reserves who votes against.
RESERVED = "Đề nghị nêu rõ hơn nguồn lực để thực hiện."

LIKED = ("approve", "accept", "adopt", "agree", "held", "done", "yes", "in-favour", "go-on", "fulfilled")
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


def chance(*parts):
    """A number between 0 and 1 that is the same in every run."""
    return zlib.crc32("|".join(parts).encode()) / 2**32


def step_name(task):
    """The last part of a step's path: `paper` of `cells/phap-che/paper`."""
    return re.split(r"[/.:]", task["step"])[-1]


def next_working_day(day):
    while day.weekday() > 4 or day in DAYS_OFF:
        day += datetime.timedelta(days=1)
    return day


class Player:
    """One plan, played day by day until it has ended. A play says how it begins (`begin`) and what it came to (`end`)."""

    # By the name of a step: the outcome given the first time; how many days after its deadline the first one is done.
    EXCEPTIONS = {}
    # A member without e-mail, and the secretary who enters the slip that was signed on paper.
    ON_PAPER = {}

    def __init__(self, started):
        self.now = started
        self.last_event = started
        self.chosen = {}  # task and state -> the day on which it will be done
        self.used_exceptions = set()
        self.kinds = collections.Counter()  # by what a message said
        self.messages = 0
        self.people_reached = set()
        self.done = collections.Counter()  # by step
        self.sent = collections.Counter()  # by task, where each may send several things
        self.rows = collections.Counter()  # by step, how many of these were sent in all
        self.on_paper = collections.Counter()  # by step
        self.theme = ""
        self.folder = pathlib.Path(DATABASE).resolve().parent / "papers"

    # -- the run ---------------------------------------------------------------------------------------------

    def run(self):
        self.begin()
        while self.day():
            self.now = (self.now + datetime.timedelta(days=1)).replace(hour=8, minute=0)
        self.end()

    def begin(self):
        """Brings the people in and starts the plan."""
        raise NotImplementedError

    def end(self):
        """Says what it came to, and holds its figures against what they must be."""
        raise NotImplementedError

    def day(self):
        """Plays one day: cron's run at 08:00, then what people do. False once the plan is no longer running."""
        sent = self.remind()
        finished = []
        self.now = self.now.replace(hour=9)
        while batch := [task for task in self.open_tasks() if self.takes_part(task) and self.due_today(task)]:
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
            message = json.loads(line)
            self.messages += 1
            self.people_reached.add(message["person"])
            for slot in message["slots"]:
                self.kinds[kind_of(slot)] += 1
        return len(lines)

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
            today = self.now.date()
            deadline = task["deadline"] and datetime.datetime.fromisoformat(task["deadline"]).astimezone(ZONE).date()
            meets = any(need["type"] == "people" for act in task["actions"] for need in act["needs"])
            if meets and deadline and deadline > today:
                day = deadline
            elif deadline is None or deadline <= today:
                day = today + datetime.timedelta(days=1) if deadline != today else today
            else:
                part = 0.15 + 0.8 * chance(task["task"], task["step"])
                day = today + datetime.timedelta(days=round(part * (deadline - today).days))
            late = self.exception(task, "days-after-deadline")
            if late is not None and deadline:
                day = deadline + datetime.timedelta(days=late)
            self.chosen[key] = next_working_day(day)
        return self.chosen[key] <= self.now.date()

    def exception(self, task, what):
        """What EXCEPTIONS has for this step, the first time it is asked."""
        name = (step_name(task), what)
        if name in self.used_exceptions:
            return None
        self.used_exceptions.add(name)
        return self.EXCEPTIONS.get(step_name(task), {}).get(what)

    def finish(self, task):
        person = task["person"] or next(iter(task.get("candidates") or []), None)
        if person is None:
            raise Stuck(f"{task['task']} ({task['step']}) has neither a person nor a candidate")
        ends = [action for action in task["actions"] if action["action"] not in NOT_AN_END]
        if not ends:
            raise Stuck(f"{task['task']} ({task['step']}) has no action that ends it")
        act = ends[0]
        arguments = ["do", task["task"]]
        if person in self.ON_PAPER:
            arguments += ["--as", self.ON_PAPER[person], "--for", person]
            self.on_paper[step_name(task)] += 1
        else:
            arguments += ["--as", person]
        if act.get("alternatives") and not self.sends(task):
            # Whoever may send something and will not, says so.
            return self.carry_out(task, [*arguments, "--outcome", act["alternatives"][0]])
        outcome = None
        if outcomes := act.get("outcomes"):
            outcome = self.outcome(task, outcomes)
            arguments += ["--outcome", outcome]
        for need in act["needs"]:
            if need.get("required") or self.optional(task, need, outcome):
                arguments += self.value(task, need)
        if act.get("alternatives"):
            self.rows[step_name(task)] += 1
        self.carry_out(task, arguments)

    def optional(self, task, need, outcome):
        """Whether the person gives what need not be given: an opinion some do, and who votes against says why."""
        if need["name"] == "reserved":
            return outcome == "against"
        return need["name"] == "opinion" and chance(task["task"], "opinion") < 0.25

    def carry_out(self, task, arguments):
        self.now += datetime.timedelta(minutes=1)
        plenum(*arguments, now=self.now)
        self.done[step_name(task)] += 1

    def takes_part(self, task):
        """Whether the person does anything about the task; who has sent all that they want to need say no more."""
        return not 0 < self.wants_to_send(task) <= self.sent[task["task"]]

    def sends(self, task):
        """Whether the person sends something more where each may send several."""
        self.sent[task["task"]] += 1
        return self.sent[task["task"]] <= self.wants_to_send(task)

    def wants_to_send(self, task):
        """How many things the person sends in all."""
        return 1 if chance(task["task"], "sends") < 0.3 else 0

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
            # Nearly everybody comes, and never too few to meet.
            chosen = [person for person in options if chance(task["task"], person) < 0.9]
            if 3 * len(chosen) < 2 * len(options):
                chosen = options
            return ["--set", f"{name}={','.join(chosen)}"]
        if options:
            pick = int(chance(task["task"], name) * len(options)) if kind == "person" else 0
            return ["--set", f"{name}={options[pick]}"]
        deadline = task["deadline"] or self.now.isoformat()
        invented = {
            "text": RESERVED if name == "reserved" else f"{task['title']}: nội dung đã thống nhất.",
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
        path.write_text(f"# {task['title']}\n\nChuyên đề: {self.theme}. Số {self.sent[task['task']]}.\n", encoding="utf-8")
        return str(path)

    # -- the end -----------------------------------------------------------------------------------------------

    def summary(self, lines):
        """Prints `lines`, each a title and what belongs to it, with what every play has to tell; the status."""
        status = self.status()
        verified = plenum("verify", now=self.now).strip()
        kinds = ", ".join(f"{word} {n}" for word, n in self.kinds.most_common())
        state = {"completed": "đã hoàn thành"}.get(status["state"], status["state"])
        lines = [
            *lines,
            ("Việc đã xong", f"{status['done']}, còn mở {status['open']}, quá hạn {status['overdue']}"),
            ("Thư đã gửi", f"{self.messages}, tới {len(self.people_reached)} người; lời nhắc: {kinds}"),
            ("Kiểm tra nhật ký", verified or "đúng"),
        ]
        print(f"\nKế hoạch {self.instance} {state} ngày {self.now:%d/%m/%Y}.")
        width = max(len(title) for title, _ in lines) + 2
        for title, text in lines:
            print(f"  {title:{width}}{text}")
        print("\nXem thêm:")
        for look in (["status", self.instance], ["log", self.instance], ["verify"]):
            print("  " + shlex.join([PLENUM, *look, "--database", DATABASE]))
        if status["open"]:
            raise Stuck(f"the plan is {status['state']} with {status['open']} open tasks")
        return status

    def year(self):
        """The figures of the year's report for this plan's workflow, by name, each as (value, of)."""
        report = as_json("report", "--year", str(self.now.year), now=self.now)
        workflow = self.instance.rsplit("-", 1)[0]
        return figures_of(next(part for part in report["workflows"] if part["workflow"] == workflow))


def kind_of(slot):
    """The Vietnamese word for what a slot's rule, a phrase of the language, says."""
    words = {
        "obstacle cleared": "đã tháo gỡ",
        "obstacle": "vướng mắc",
        "moved from": "đổi ngày",
        "when it opens": "việc mới",
        "escalate": "báo cáo cấp trên",
        "every": "quá hạn",
        "on the day": "đến hạn hôm nay",
        "before": "sắp đến hạn",
        "after": "quá hạn",
    }
    return next((word for phrase, word in words.items() if phrase in slot["rule"]), "khác")


def ballots_of(status):
    """How each vote ended, in words."""
    words = {"in-favour": "tán thành", "against": "không tán thành", "abstain": "không có ý kiến"}
    ends = {"adopted": "thông qua", "rejected": "không thông qua"}
    return "; ".join(
        f"{vote['voted']}/{vote['asked']} người, "
        + ", ".join(f"{vote['totals'][name]} {word}" for name, word in words.items() if vote["totals"][name])
        + (f", {len(vote['reserved'])} bảo lưu" if vote["reserved"] else "")
        + f": {ends.get(vote['result'], vote['result'])}"
        for vote in status["votes"]
    )


def figures_of(status):
    """The figures by name, each as (value, of); empty where the definition has none."""
    return {figure["name"]: (figure["value"], figure.get("of")) for figure in status.get("figures") or []}
