"""A secret vote of three: what lies in its ballot box must be as many votes as people have voted."""

import notice
from program import Program

DEFINITION = """\
plenum: 1
workflow: secret
title:
  vi: Bỏ phiếu kín
  en: Secret vote
calendar: vietnam
steps:
  elect:
    kind: vote
    title:
      vi: Bỏ phiếu
      en: Vote
    from: all official members
    ballot: secret
    closes: 2026-08-28
    close-early: when all have voted
"""


def start(folder, voted):
    """The vote is open, and so many have voted."""
    notice.write_files(folder, 3)
    with open(f"{folder}/secret.yaml", "w", encoding="utf-8") as file:
        file.write(DEFINITION)
    program = Program(folder)
    program.must("people", "import", "people.yaml", now=notice.at())
    program.must("start", "secret.yaml", "--as", "p1", now=notice.at())
    for number in range(1, voted + 1):
        program.must(*vote(number), now=notice.at())


def vote(number):
    code = {1: "001-1", 2: "002-2", 3: "003-3"}[number]
    return ["vote", code, "against" if number == 2 else "in-favour", "--as", f"p{number}"]
