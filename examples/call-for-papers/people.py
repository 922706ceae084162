"""Writes the people of a block of 94 grassroots organisations with 7,595 members in 8 types of organisation, all of them
invented, as two tables such as a spreadsheet exports.

    python3 people.py FOLDER
"""

import csv
import pathlib
import random
import sys

ORGANISATIONS, MEMBERS = 94, 7595
ROOT = "khoi"
TYPES = [
    ("so-nganh", "Đảng bộ sở, ngành", "Department"), ("doan-the", "Đảng bộ đoàn thể", "Mass organisation"),
    ("doanh-nghiep", "Đảng bộ doanh nghiệp", "Enterprise"), ("ngan-hang", "Đảng bộ ngân hàng", "Bank"),
    ("truong", "Đảng bộ trường học", "School"), ("benh-vien", "Đảng bộ bệnh viện", "Hospital"),
    ("bao-chi", "Chi bộ cơ quan báo chí", "Press"), ("tu-phap", "Đảng bộ cơ quan tư pháp", "Judicial body"),
]  # fmt: skip
# Id, title, members.
OFFICES = [
    ("organising-committee", "Ban tổ chức hội thảo", "Organising committee", "office", 5),
    ("standing-board", "Ban Thường vụ", "Standing board", "board", 3),
    ("ban-tuyen-giao", "Ban Tuyên giáo", "Board of propaganda", "board", 4),
    ("ban-to-chuc", "Ban Tổ chức", "Board of organisation", "board", 4),
    ("ban-dan-van", "Ban Dân vận", "Board of mass mobilisation", "board", 4),
]
BOARDS = [name for name, *_ in OFFICES if name.startswith("ban-")]
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Đức Minh Ngọc Thanh Quang Hữu Thu Xuân Đình Kim Bảo Gia".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hải Hạnh Hiền Hòa Hùng Hương Khánh Lan Linh Long Mai Minh Nam Nga Oanh Phúc Quân Sơn Tâm Thảo Trung Tú Vân Yến".split()


def organisation(number):
    """The id and the titles of one of the organisations, counted from 0."""
    kind, vi, en = TYPES[number % len(TYPES)]
    place = number // len(TYPES) + 1
    return f"{kind}-{place:02}", f"{vi} số {place}", f"{en} {place}"


def sizes():
    """How many members each organisation has, all together what is left beside the offices."""
    left = MEMBERS - sum(size for *_, size in OFFICES)
    dice = random.Random(ORGANISATIONS)
    weights = [dice.randint(20, 100) for _ in range(ORGANISATIONS)]
    counts = [left * weight // sum(weights) for weight in weights]
    for number in range(left - sum(counts)):
        counts[number] += 1
    return counts


def name(dice):
    return f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}"


def write(folder):
    """Writes `units.csv` and `people.csv` into the folder; their paths."""
    folder = pathlib.Path(folder)
    dice = random.Random(MEMBERS)
    units = [(ROOT, "Đảng bộ Khối", "Block of party organisations", "committee", "")]
    people = []
    for unit, vi, en, kind, size in OFFICES:
        units.append((unit, vi, en, kind, ROOT))
        for number in range(size):
            # The first of each leads it; of the standing board, the first is its secretary, the next its deputy.
            post = {"standing-board": "secretary", "organising-committee": "organiser of khoi"}.get(unit, "head")
            people.append((f"{unit}-{number + 1}", name(dice), unit, post if number == 0 else ""))
    for number, size in enumerate(sizes()):
        unit, vi, en = organisation(number)
        units.append((unit, vi, en, "grassroots-organisations", ROOT))
        for member in range(size):
            people.append((f"{unit}-{member + 1}", name(dice), unit, "secretary" if member == 0 else ""))
    paths = []
    for title, header, rows in (
        ("units", ("Mã", "Tên đơn vị", "Tên tiếng Anh", "Loại", "Cấp trên"), units),
        ("people", ("Mã", "Họ và tên", "Đơn vị", "Chức vụ"), people),
    ):
        path = folder / f"{title}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        paths.append(path)
    return paths


if __name__ == "__main__":
    for path in write(sys.argv[1]):
        print(path)
