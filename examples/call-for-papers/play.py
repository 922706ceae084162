"""Plays a conference with a call for papers in a block of 94 organisations with 7,595 members, with nothing but the
command line `plenum`: 14 papers, two co-chairs, a synthesis with owners, seven focus areas in every organisation.

    python3 play.py
"""

import datetime
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

import people  # noqa: E402
import player  # noqa: E402
from player import ZONE, Stuck, step_name  # noqa: E402

WORKFLOW = HERE.parent.parent / "workflows" / "call-for-papers.yaml"
FOCUS = HERE / "focus-areas.csv"
STARTED = datetime.datetime(2026, 5, 11, 8, 0, tzinfo=ZONE)
CONFERENCE = datetime.date(2026, 7, 30)
CHAIRS = ["standing-board-1", "standing-board-2"]
# Members of so many organisations send a paper each; the last two only once the time was prolonged.
AUTHORS = [f"{people.organisation(number * 6)[0]}-2" for number in range(14)]
LATE = {author: datetime.date(2026, 7, 10) for author in AUTHORS[-2:]}


class Play(player.Player):
    # The first paper that is read goes back to its author, as does the first advice of the boards.
    EXCEPTIONS = {"review": {"first-outcome": "returned"}, "accept-advice": {"first-outcome": "returned"}}

    def __init__(self):
        super().__init__(STARTED)
        self.theme = "Nâng cao chất lượng sinh hoạt chuyên đề"

    def begin(self):
        with tempfile.TemporaryDirectory() as folder:
            units, members = people.write(folder)
            player.plenum("people", "import", str(units), str(members), now=self.now)
        started = player.as_json(
            "start", str(WORKFLOW), "--as", "organising-committee-1", "--set", f"theme={self.theme}",
            "--set", f"conference-date={CONFERENCE.isoformat()}", "--set", f"chairs={','.join(CHAIRS)}",
            "--set", f"boards={','.join(people.BOARDS)}", "--set", f"focus-areas=@{FOCUS}", now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        print(f"{self.instance}: “{self.theme}”, hội thảo ngày {CONFERENCE:%d/%m/%Y}\n", flush=True)

    def takes_part(self, task):
        if task["step"] != "papers":
            return True
        author = task["person"]
        return author in AUTHORS and not self.sent[task["task"]] and self.now.date() >= LATE.get(author, STARTED.date())

    def wants_to_send(self, task):
        return 1

    def value(self, task, need):
        if task["step"] == "papers" and need["name"] == "author":
            return ["--set", f"author={task['person']}"]
        return super().value(task, need)

    def optional(self, task, need, outcome):
        # An organisation reports on all its focus areas at once.
        return step_name(task) == "focus" or super().optional(task, need, outcome)

    def end(self):
        figures = self.year()
        status = self.status()
        papers = next(part["rows"] for part in status["tallies"] if part["step"] == "papers")
        self.summary([
            ("Tham luận", f"{figures['papers-received'][0]}, cần ít nhất {papers['needed']}"),
            ("Thư mời đã xác nhận", f"{self.done['invite']} tổ chức"),
            ("Tổng hợp", f"{self.done['summary']} ban"),
            ("Tổ chức đã triển khai", "/".join(map(str, figures["organisations-done"]))),
        ])  # fmt: skip
        expected = {
            "papers-received": (len(AUTHORS), None),
            "organisations-done": (people.ORGANISATIONS, people.ORGANISATIONS),
        }
        if figures != expected:
            raise Stuck(f"the year's figures are {figures}, not {expected}")
        if papers["received"] != 14 or papers["needed"] != 14:
            raise Stuck(f"the papers stand at {papers}")
        if self.done["invite"] != people.ORGANISATIONS or self.done["summary"] != len(people.BOARDS):
            raise Stuck(f"{self.done['invite']} calls acknowledged, {self.done['summary']} syntheses")


if __name__ == "__main__":
    try:
        Play().run()
    except Stuck as problem:
        sys.exit(f"play: {problem}")
