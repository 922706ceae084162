"""Plays twelve months of guidance for six cells and the round table after them, with `remind` on every day.

    python3 play.py
"""

import collections
import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from player import WORKFLOWS, Player, Stuck, as_json, expect, figures_of, moment, plenum  # noqa: E402

CELLS = 6
MONTHS = 12
CAMPAIGNS = 2
GROUPS = ["content", "chairing", "members-role", "inspection"]
KINDS = ["difficulty", "solution", "advantage"]


class GuidedRoundTable(Player):
    """A year of a commune's party organisation: 27 people, one of whom is late once."""

    exceptions = {"report": {"days-after-deadline": 2}}
    days_off = frozenset(
        {datetime.date(2026, 1, day) for day in (1, 2)}
        | {datetime.date(2026, 2, day) for day in range(16, 21)}
        | {datetime.date(2026, month, day) for month, day in [(4, 27), (4, 30), (5, 1), (8, 31), (9, 1), (9, 2)]}
        | {datetime.date(2026, 11, 24), datetime.date(2027, 1, 1)}
    )
    # Members without e-mail; the secretary of each one's cell enters the slip.
    on_paper = {
        "phung-quoc-toan": "luong-van-kha",
        "la-thi-may": "trinh-thi-phuong",
        "lo-van-pan": "mai-duc-thinh",
        "dam-thi-xuyen": "quach-thi-lien",
        "ninh-the-vinh": "hua-van-quyen",
        "ong-van-loc": "tu-duc-canh",
    }
    theme = "Hướng dẫn nội dung sinh hoạt chi bộ năm 2026"

    def __init__(self):
        super().__init__(
            WORKFLOWS / "guided-round-table.yaml",
            HERE / "people.yaml",
            "ta-thi-binh",
            {
                "first-day": "2026-01-05",
                "round-table-date": "2027-01-21",
                "board": "ban-xay-dung-dang",
                "campaigns": f"@{HERE / 'campaigns.csv'}",
            },
            moment(2025, 12, 29),
        )
        self.opinions = collections.Counter()  # by group and kind
        self.foretold = []  # the months that `status` showed beforehand

    def day(self):
        if self.now.day in (27, 28, 29):  # before the next month begins
            for step in self.status()["coming"]:
                if step["step"].startswith("guidance/") and step["date"] not in self.foretold:
                    self.foretold.append(step["date"])
        return super().day()

    def finish(self, task):
        if task["step"] != "opinions":
            return super().finish(task)
        person = task["person"]
        number = sum(self.opinions.values())
        group, kind = GROUPS[number % len(GROUPS)], KINDS[number // len(GROUPS) % len(KINDS)]
        self.do(task, person, "--set", f"group={group}", "--set", f"about-it={kind}",
                "--set", "opinion=Cần chuẩn bị nội dung sớm và giao việc rõ người.")  # fmt: skip
        self.opinions[group, kind] += 1
        self.do(task, person, "--outcome", "nothing-to-add")

    def check(self, status):
        figures = figures_of(status)
        tallies = {tally["step"]: (tally["done"], tally["total"]) for tally in status["tallies"]}
        confirmed = [tally for step, tally in tallies.items() if step.startswith("guidance/") and step.endswith("/confirm")]
        print()
        expect("hướng dẫn hằng tháng", figures["guidances"], (MONTHS, MONTHS))
        expect("chi bộ đã xác nhận, mỗi tháng", confirmed, [(CELLS, CELLS)] * MONTHS)
        expect("chi bộ đã báo cáo", figures["cells-reporting"], (CELLS, CELLS))
        expect("báo cáo thực hiện", self.done["report"], MONTHS * CELLS)
        expect("hướng dẫn theo đợt", figures["campaign-guidances"][0], CAMPAIGNS)
        expect("các tháng được báo trước", len(self.foretold), MONTHS)
        expect("ý kiến gửi tọa đàm", figures["opinions-given"][0], sum(self.opinions.values()))
        for group in GROUPS:
            for kind in ("difficulty", "solution"):
                expect(f"nhóm {group}: có {kind}", self.opinions[group, kind] >= 1, True)
        expect("phải mời thêm người phát biểu", self.done["invite-speakers"], 0)
        expect("tọa đàm", figures["round-tables"][0], 1)
        for year, guidances, cells, tables in ((2026, MONTHS, CELLS, 0), (2027, 0, 0, 1)):
            report = as_json("report", "--year", str(year), now=self.now)
            values = {figure["name"]: figure["value"] for figure in report["workflows"][0]["figures"]}
            expect(f"báo cáo năm {year}: hướng dẫn hằng tháng", values["guidances"], guidances)
            expect(f"báo cáo năm {year}: chi bộ đã báo cáo", values["cells-reporting"], cells)
            expect(f"báo cáo năm {year}: tọa đàm", values["round-tables"], tables)
        print(f"\n{self.messages} thư, {len(self.people_reached)} người được nhắc, {sum(self.done.values())} việc đã làm")
        print(plenum("verify", now=self.now).strip())


def main():
    play = GuidedRoundTable()
    play.check(play.run())


if __name__ == "__main__":
    try:
        main()
    except Stuck as problem:
        sys.exit(f"guided-round-table: {problem}")
