"""Many people who are each told of one thing: what reminders are tried on."""

import datetime
import json
import os
import re

from program import Program

ZONE = datetime.timezone(datetime.timedelta(hours=7))
IDENTITY = re.compile(r"<[0-9a-f]+@plenum>")
RECIPIENT = re.compile(r"<(p\d+@example\.org)>")
START = datetime.datetime(2026, 8, 17, 8, 0, tzinfo=ZONE)

DEFINITION = """\
plenum: 1
workflow: notice
title:
  vi: Thông báo
  en: Notice
calendar: vietnam
inputs:
  ready-by:
    type: date
    title:
      vi: Ngày
      en: Day
reminders:
  told:
    - when it opens
    - 2 working days before
    - on the day
    - every working day after up to 3 times
steps:
  read:
    kind: task
    title:
      vi: Soạn thông báo
      en: Write the notice
    who: organiser
    deadline: ready-by
    remind: told
    produces: document
  study:
    kind: acknowledge
    title:
      vi: Đọc thông báo
      en: Read the notice
    after: read
    from: everyone
    mode: study
    about: read
    closes: 20 working days after read
    remind: told
"""


def at(**later):
    return (START + datetime.timedelta(**later)).isoformat()


def people(count):
    """An invented committee, each with an address."""
    lines = ["plenum: 1", "units:", "  goc:", "    kind: committee", "    title:", "      vi: Đảng bộ", "people:"]
    for number in range(1, count + 1):
        lines += [f"  p{number}:", f"    name: Người Thứ {number}", "    unit: goc"]
        lines += [f"    email: p{number}@example.org"]
    return "\n".join(lines) + "\n"


def write_files(folder, count):
    for name, text in (("people.yaml", people(count)), ("notice.yaml", DEFINITION), ("text.txt", "Văn bản\n")):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def settings(folder, channel="maildir", unsure="resend"):
    """`plenum.yaml`; messages go into `mail`, or by a program that notes in `sent` what it was given."""
    lines = ["plenum: 1", "sender: Văn phòng <nhac-viec@example.org>", f"deliver: {channel}", f"unsure: {unsure}"]
    if channel == "maildir":
        lines.append("maildir: mail")
    else:
        lines.append(f"sendmail: {folder}/sendmail -t")
        with open(f"{folder}/sendmail", "w", encoding="utf-8") as file:
            file.write(
                "#!/bin/sh\nline=$(grep -e '^Message-ID' -e '<p[0-9]*@' | tr -d '\\r' | tr '\\n' ' ')\n"
                "[ -n \"$line\" ] || exit 65\n"
                f"sleep 0.01\necho \"$line\" >> '{folder}/sent'\n"
            )
        os.chmod(f"{folder}/sendmail", 0o700)
    with open(f"{folder}/plenum.yaml", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def start(folder, count, **how):
    """A plan that has just asked `count` people to read something; nobody was told yet."""
    write_files(folder, count)
    settings(folder, **how)
    program = Program(folder)
    program.must("people", "import", "people.yaml", now=at())
    program.must("start", "notice.yaml", "--as", "p1", "--set", "ready-by=2026-08-20", now=at())
    program.must("do", "001-1", "--as", "p1", "--attach", "text.txt", now=at())
    return program


def letters(folder):
    """Of each message that has left its Message-ID and whom it went to; twice where it went twice."""
    texts = []
    box = f"{folder}/mail/new"
    for name in sorted(os.listdir(box)) if os.path.isdir(box) else []:
        with open(f"{box}/{name}", encoding="utf-8") as file:
            texts.append(file.read())
    if os.path.exists(f"{folder}/sent"):
        with open(f"{folder}/sent", encoding="utf-8") as file:
            texts += file.read().splitlines()
    return [(IDENTITY.search(text).group(), RECIPIENT.search(text).group(1)) for text in texts]


def open_tasks(program):
    return json.loads(program.must("tasks", "--all", "--format", "json", now=at()))
