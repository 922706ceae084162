"""What must hold after every fault (I1 to I7 of docs/operating.md, “Faults”)."""

from ledger import Ledger
from program import DOCUMENTED


def ending(ended, *allowed):
    """I7: a documented exit code, no signal that nobody sent, no hang."""
    if ended.status is None or ended.status not in (allowed or DOCUMENTED):
        return [f"I7: {ended}"]
    return []


def whole(program):
    """I1 to I4 and I6, by the program's own verification and by its export: (problems, the ledger)."""
    verified = program.run("verify")
    problems = ending(verified, 0)
    exported = program.run("export")
    problems += ending(exported, 0)
    if problems:
        return problems, None
    ledger = Ledger(exported.output)
    return ledger.faults(), ledger
