"""Plays twelve months of guidance for six cells and the round table after them, with `remind` on every day.

    python3 play.py
"""

import collections
import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from player import ZONE, Player, Stuck, as_json, plenum  # noqa: E402

WORKFLOW = HERE.parent.parent / "workflows" / "guided-round-table.yaml"
STARTED = datetime.datetime(2025, 12, 29, 8, 0, tzinfo=ZONE)

CELLS = 6
MONTHS = 12
CAMPAIGNS = 2
GROUPS = ["content", "chairing", "members-role", "inspection"]
KINDS = ["difficulty", "solution", "advantage"]


class GuidedRoundTable(Player):
    """A year of a commune's party organisation: 27 people, one of whom is late once."""

    EXCEPTIONS = {"report": {"days-after-deadline": 2}}
    # Members without e-mail; the secretary of each one's cell enters the slip.
    ON_PAPER = {
        "phung-quoc-toan": "luong-van-kha",
        "la-thi-may": "trinh-thi-phuong",
        "lo-van-pan": "mai-duc-thinh",
        "dam-thi-xuyen": "quach-thi-lien",
        "ninh-the-vinh": "hua-van-quyen",
        "ong-van-loc": "tu-duc-canh",
    }

    def __init__(self):
        super().__init__(STARTED)
        self.theme = "Hướng dẫn nội dung sinh hoạt chi bộ năm 2026"
        self.opinions = collections.Counter()  # by group and kind
        self.foretold = []  # the months that `status` showed beforehand

    def begin(self):
        plenum("people", "import", str(HERE / "people.yaml"), now=self.now)
        started = as_json(
            "start", str(WORKFLOW), "--as", "ta-thi-binh", "--set", "first-day=2026-01-05",
            "--set", "round-table-date=2027-01-21", "--set", "board=ban-xay-dung-dang",
            "--set", f"campaigns=@{HERE / 'campaigns.csv'}", now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        print(f"{self.instance}: {self.theme}\n")

    def day(self):
        if self.now.day in (27, 28, 29):  # before the next month begins
            for step in self.status()["coming"]:
                if step["step"].startswith("guidance/") and step["date"] not in self.foretold:
                    self.foretold.append(step["date"])
        return super().day()

    def takes_part(self, task):
        return task["step"] == "opinions" or super().takes_part(task)

    def finish(self, task):
        if task["step"] != "opinions":
            return super().finish(task)
        number = sum(self.opinions.values())
        group, kind = GROUPS[number % len(GROUPS)], KINDS[number // len(GROUPS) % len(KINDS)]
        person = task["person"]
        who = ["--as", self.ON_PAPER[person], "--for", person] if person in self.ON_PAPER else ["--as", person]
        for given in (
            ["--set", f"group={group}", "--set", f"about-it={kind}",
             "--set", f"opinion=Ý kiến của {person}: chuẩn bị nội dung sớm, giao việc rõ người."],
            ["--outcome", "nothing-to-add"],
        ):  # fmt: skip
            self.now += datetime.timedelta(minutes=1)
            plenum("do", task["task"], *who, *given, now=self.now)
        self.opinions[group, kind] += 1
        self.done["opinions"] += 1

    def end(self):
        self.check(self.status())

    def check(self, status):
        figures = {figure["name"]: (figure["value"], figure.get("of")) for figure in status["figures"]}
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


def expect(what, found, wanted):
    """Ends the play where a figure is not what it must be."""
    print(f"  {what:40} {found}")
    if found != wanted:
        raise Stuck(f"{what}: {found}, and not {wanted}")


if __name__ == "__main__":
    try:
        GuidedRoundTable().run()
    except Stuck as problem:
        sys.exit(f"guided-round-table: {problem}")
