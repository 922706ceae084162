"""Plays the thematic session of a committee of 32 members in 5 cells, with nothing but the command line `plenum`.

What its people have to do, and how, comes from `tasks --all --format json` (`examples/player.py`); nothing here knows the
steps of the workflow but the table EXCEPTIONS.

    python3 play.py [FIRST_DAY PLENARY]    # such as 2026-02-23 2026-04-15
"""

import csv
import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import player  # noqa: E402
from player import NOT_AN_END, ZONE, Stuck, as_json, ballots_of, chance, figures_of, next_working_day, plenum, step_name  # noqa: E402, F401

WORKFLOW = HERE.parent.parent / "workflows" / "thematic-session.yaml"
PEOPLE = HERE / "people.yaml"
TOPICS = HERE / "topics.csv"
THEME = "Nâng cao chất lượng tham mưu, phục vụ kỳ họp Hội đồng nhân dân"
STARTED = datetime.datetime(2026, 8, 17, 8, 0, tzinfo=ZONE)
PLENARY = datetime.date(2026, 10, 15)

EXCEPTIONS = {
    "approve-plan": {"first-outcome": "returned"},
    "paper": {"days-after-deadline": 3},
    "adopt": {"first-outcome": "against"},
    "plenary": {"days-after-deadline": 0},
}
ON_PAPER = {"luu-thi-que": "pham-thi-duyen"}


class Play(player.Player):
    EXCEPTIONS = EXCEPTIONS
    ON_PAPER = ON_PAPER

    def __init__(self, started=STARTED, plenary=PLENARY):
        super().__init__(started)
        self.plenary, self.theme = plenary, THEME

    def begin(self):
        player.plenum("people", "import", str(PEOPLE), now=self.now)
        started = player.as_json(
            "start", str(WORKFLOW), "--as", "ha-thi-nhung",
            "--set", f"theme={THEME}",
            "--set", f"plenary-date={self.plenary.isoformat()}",
            "--set", f"topics=@{TOPICS}",
            now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        print(f"{self.instance}: “{THEME}”, buổi sinh hoạt toàn Đảng bộ {self.plenary:%d/%m/%Y}\n")

    def end(self):
        with TOPICS.open(encoding="utf-8", newline="") as file:
            cells = sum(1 for _ in csv.DictReader(file))
        status = self.status()
        figures = figures_of(status)
        held, of = figures.get("cells-held", (self.done["rehearsal"], cells))
        papers, _ = figures.get("papers", (self.done["accept-paper"], None))
        by_hand = self.on_paper["disseminate"]
        self.summary([
            ("Sinh hoạt chi bộ", f"{held}/{of or cells} chi bộ"),
            ("Tham luận", papers),
            ("Biểu quyết", ballots_of(status)),
            ("Xác nhận đã đọc", f"{self.done['disseminate']}, trong đó nhập thay từ phiếu giấy {by_hand}"),
        ])
        if [vote["result"] for vote in status["votes"]] != ["adopted"]:
            raise Stuck(f"the votes ended as {ballots_of(status)}")
        if (held, papers) != (cells, cells):
            raise Stuck(f"{held} of {cells} cells held theirs, with {papers} papers")


if __name__ == "__main__":
    try:
        if sys.argv[1:]:
            first, plenary = map(datetime.date.fromisoformat, sys.argv[1:])
            Play(datetime.datetime.combine(first, STARTED.timetz()), plenary).run()
        else:
            Play().run()
    except Stuck as problem:
        sys.exit(f"play: {problem}")
