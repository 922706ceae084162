"""Plays a scientific seminar by topic group, with nothing but the command line `plenum`: contributions in five groups and
“other”, one group that is late, proposals that are each answered.

    python3 play.py
"""

import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import player  # noqa: E402
from player import ZONE, Stuck  # noqa: E402

WORKFLOW = HERE.parent.parent / "workflows" / "topic-group-seminar.yaml"
# The same invented committee as in the canonical case.
PEOPLE = HERE.parent / "thematic-session" / "people.yaml"
GROUPS = HERE / "groups.csv"
STARTED = datetime.datetime(2026, 8, 10, 8, 0, tzinfo=ZONE)
SEMINAR = datetime.date(2026, 10, 15)
# Who sends what: the group by its number, 0 for “other”. Nobody writes for the fifth group in time.
PAPERS = {
    "nguyen-thi-an": [1],
    "bui-duc-khanh": [1, 2],
    "ta-thu-hang": [3],
    "le-van-dien": [4],
    "vu-ngoc-thuy": [0],
    "do-thi-mai-huong": [5],
}
LATE = {"do-thi-mai-huong": datetime.date(2026, 9, 30)}


class Play(player.Player):
    # The first contribution that is read goes back to its author.
    EXCEPTIONS = {"review": {"first-outcome": "returned"}}

    def __init__(self):
        super().__init__(STARTED)
        self.theme = "Nâng cao chất lượng sinh hoạt chi bộ"

    def begin(self):
        player.plenum("people", "import", str(PEOPLE), now=self.now)
        started = player.as_json(
            "start", str(WORKFLOW), "--as", "ha-thi-nhung", "--set", f"theme={self.theme}",
            "--set", f"seminar-date={SEMINAR.isoformat()}", "--set", f"groups=@{GROUPS}", now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        print(f"{self.instance}: “{self.theme}”, hội thảo ngày {SEMINAR:%d/%m/%Y}\n")

    def takes_part(self, task):
        if task["step"] != "contributions":
            return super().takes_part(task)
        wanted = PAPERS.get(task["person"], [])
        return self.sent[task["task"]] < len(wanted) and self.now.date() >= LATE.get(task["person"], STARTED.date())

    def wants_to_send(self, task):
        return len(PAPERS.get(task["person"], [])) if task["step"] == "contributions" else super().wants_to_send(task)

    def value(self, task, need):
        if task["step"] == "contributions" and need["name"] == "group":
            group = PAPERS[task["person"]][self.sent[task["task"]] - 1]
            return ["--set", f"group={need['options'][group - 1] if group else 'other'}"]
        if task["step"] == "contributions" and need["name"] == "heading":
            return ["--set", f"heading=Tham luận {self.sent[task['task']]} của {task['person']}"]
        if task["step"] == "proposals" and need["name"] == "proposal":
            return ["--set", f"proposal=Kiến nghị của {task['person']}"]
        return super().value(task, need)

    def end(self):
        figures = self.year()
        self.summary([
            ("Tham luận", f"{figures['contributions-received'][0]}, được chấp nhận {figures['contributions-accepted'][0]}"),
            ("Nhóm đã tổng hợp", "/".join(map(str, figures["groups-summed-up"]))),
            ("Kiến nghị", f"{figures['proposals-received'][0]}, đều được tiếp thu hoặc giải trình"),
        ])  # fmt: skip
        papers = sum(len(groups) for groups in PAPERS.values())
        proposals = self.rows["proposals"]
        expected = {
            "contributions-received": (papers, None), "contributions-accepted": (papers, None),
            "groups-summed-up": (5, 5), "proposals-received": (proposals, None),
        }  # fmt: skip
        if figures != expected or not proposals:
            raise Stuck(f"the year's figures are {figures}, not {expected}")
        if "extension" not in player.plenum("export", now=self.now):
            raise Stuck("the contributions were not prolonged although a group had none")


if __name__ == "__main__":
    try:
        Play().run()
    except Stuck as problem:
        sys.exit(f"play: {problem}")
