"""A round table of a committee of 24: eight opinions, each disposed of; the report synthesised, supplemented and
completed; five things assigned with a person, a responsibility and a date, carried out and inspected."""

import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import player  # noqa: E402
from player import ZONE, Stuck, as_json, next_working_day, plenum, step_name  # noqa: E402

WORKFLOW = HERE.parent.parent / "workflows" / "report-and-follow-up.yaml"
ORGANISER = "ho-minh-chau"
THEME = "Nâng cao chất lượng quản lý đầu tư công trình"

OPINIONS = [
    "Cần nêu rõ tiến độ từng gói thầu trong báo cáo.",
    "Đề nghị bổ sung nguyên nhân chậm giải ngân.",
    "Nên phân cấp thẩm định cho các phòng.",
    "Chất lượng hồ sơ đầu vào còn thấp, cần có mẫu chung.",
    "Đề nghị công khai lịch kiểm tra hiện trường.",
    "Cần quy định thời hạn trả lời ý kiến giữa các phòng.",
    "Nên tổ chức tập huấn phần mềm quản lý công trình.",
    "Đề nghị đưa nội dung này vào sinh hoạt chi bộ hằng quý.",
]
DISPOSITIONS = [
    "taken-on-board",
    "taken-on-board",
    "explained: thẩm quyền thẩm định do cấp trên quy định",
    "taken-on-board",
    "partly: công khai trên trang nội bộ",
    "taken-on-board",
    "taken-on-board",
    "partly: hai quý một lần",
]
# Who is to do what by when, and when it is inspected; the last is still at work when the follow-up is reviewed.
ROWS = [
    ("Ban hành mẫu hồ sơ chung", "cao-van-thinh", "2026-10-16", "2026-10-20", None),
    ("Lập lịch kiểm tra hiện trường", "bach-thi-yen", "2026-10-23", "2026-10-28", "mai-duc-toan"),
    ("Quy định thời hạn trả lời giữa các phòng", "ninh-van-sang", "2026-10-30", "2026-11-04", None),
    ("Tập huấn phần mềm quản lý công trình", "ta-thi-ngan", "2026-11-06", "2026-11-10", None),
    ("Rà soát các gói thầu chậm giải ngân", "van-dinh-phuc", "2026-12-04", "2026-12-09", "trinh-cong-hieu"),
]


class RoundTable(player.Player):
    EXCEPTIONS = {
        "approve": {"first-outcome": "returned"},
        "inspect": {"first-outcome": "not-yet"},
        "supplement": {"days-after-deadline": 1},
    }
    ON_PAPER = {"lai-thi-dung": "cao-van-thinh", "luc-thi-xuan": "ninh-van-sang"}

    def __init__(self):
        super().__init__(datetime.datetime(2026, 9, 3, 8, 0, tzinfo=ZONE))
        self.theme = THEME
        self.dispositions = iter(DISPOSITIONS)
        self.blocked = None
        self.carried_over = None

    def begin(self):
        plenum("people", "import", str(HERE / "people.yaml"), now=self.now)
        started = as_json(
            "start", str(WORKFLOW), "--as", ORGANISER, "--set", f"theme={THEME}",
            "--set", "round-table-date=2026-09-17", "--set", "review-date=2026-11-19", now=self.now,
        )  # fmt: skip
        self.instance = started["instance"]
        print(f"{self.instance}: “{THEME}”, tọa đàm ngày 17/09/2026\n")

    def finish(self, task):
        step = step_name(task)
        if step == "follow-up":
            return self.assign(task)
        if step == "carry-out" and self.blocked is None:
            return self.block(task)
        if step == "review":
            carried = as_json("show", task["task"], now=self.now).get("carried-over") or []
            self.carried_over = [entry["branch"] for entry in carried]
        return super().finish(task)

    def assign(self, task):
        for what, person, due, inspect_on, inspector in ROWS:
            row = {"responsibility": what, "person": person, "due": due, "inspect-on": inspect_on}
            row |= {"inspector": inspector} if inspector else {}
            values = [part for name, value in row.items() for part in ("--set", f"{name}={value}")]
            self.carry_out(task, ["do", task["task"], "--as", ORGANISER, *values])
        self.carry_out(task, ["do", task["task"], "--as", ORGANISER, "--outcome", "all-assigned"])

    def block(self, task):
        """The first who carries something out cannot go on; the organiser clears what is in the way the next day."""
        self.blocked = task["task"]
        plenum("comment", task["task"], "Chưa có mẫu của bộ", "--obstacle", "--as", task["person"], now=self.now)
        state = next(other["state"] for other in self.open_tasks() if other["task"] == task["task"])
        if state != "blocked":
            raise Stuck(f"{task['task']} is {state}, and something is in its way")
        self.wait_a_day(task, "blocked")

    def wait_a_day(self, task, state):
        tomorrow = self.now.date() + datetime.timedelta(days=1)
        self.chosen[(task["task"], state, task["deadline"])] = next_working_day(tomorrow)

    def due_today(self, task):
        if step_name(task) == "carry-out" and task["branch"] == ROWS[-1][0]:
            # What is at work when the follow-up is reviewed is carried over.
            return self.now.date() >= datetime.date.fromisoformat(ROWS[-1][2])
        if task["state"] == "blocked" and super().due_today(task):
            plenum("comment", task["task"], "Đã nhận được mẫu", "--cleared", "--as", ORGANISER, now=self.now)
            self.wait_a_day(task, "in-progress")
            return False
        return super().due_today(task)

    def value(self, task, need):
        if step_name(task) == "round-table" and need["name"] == "comments":
            return ["--set", "comments=" + "\n".join(OPINIONS)]
        if need["type"] == "disposition":
            return ["--set", f"{need['name']}={next(self.dispositions)}"]
        return super().value(task, need)


    def end(self):
        figures = self.year()
        log = as_json("log", self.instance, now=self.now)
        settled = next(
            event["data"]["answers"]
            for event in log
            if event["event"] == "completed" and event["data"]["path"] == "synthesise"
        )
        told = [self.kinds[news] for news in ("vướng mắc", "đã tháo gỡ")]
        redone = self.done["inspect"] - len(ROWS)
        self.summary([
            ("Buổi tọa đàm", figures["round-tables-held"][0]),
            ("Ý kiến đã xử lý", f"{len(settled)}/{len(OPINIONS)}"),
            ("Việc đã giao", figures["assigned"][0]),
            ("Đã kiểm tra, đạt", "{}/{}, trong đó làm lại {}".format(*figures["inspected"], redone)),
            ("Còn tồn khi sơ kết", ", ".join(self.carried_over or [])),
        ])
        found = (figures, len(settled), redone, self.carried_over)
        wanted = (
            {"round-tables-held": (1, None), "assigned": (len(ROWS), None), "inspected": (len(ROWS), len(ROWS))},
            len(OPINIONS),
            1,
            [ROWS[-1][0]],
        )
        if found != wanted:
            raise Stuck(f"its figures are {found}, and not {wanted}")
        # The organiser and the four who may inspect hear of it; that it is out of the way, who carries it out.
        if told != [5, 1]:
            raise Stuck(f"{told} people heard that something was in the way, and that it was not any more")


if __name__ == "__main__":
    try:
        RoundTable().run()
    except Stuck as problem:
        sys.exit(f"play: {problem}")
