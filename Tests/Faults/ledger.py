"""Everything a database holds, as the program's own export tells it."""

import collections
import json

# What a message and its delivery say of attempts: a run that was cut off and tried again differs in them rightly.
ATTEMPTS = ("token", "owner", "attempts", "deliveries")


class Ledger:
    def __init__(self, text):
        self.text = text
        self.events, self.slots, self.messages = [], [], []
        for line in text.splitlines():
            record = json.loads(line)
            first = next(iter(record))
            if first == "sequence":
                self.events.append(record)
            elif first == "slot":
                self.slots.append(record)
            elif first == "message":
                self.messages.append(record)
        if '"head":' not in text.splitlines()[-1]:
            raise ValueError("the export has no last line")

    @classmethod
    def of(cls, program):
        return cls(program.must("export"))

    def without_attempts(self):
        """The lines, but for how often each message was tried."""
        lines = []
        for line in self.text.splitlines():
            if line.startswith('{"message"'):
                record = json.loads(line)
                line = json.dumps({key: value for key, value in record.items() if key not in ATTEMPTS})
            lines.append(line)
        return lines

    def reasons(self):
        """How often each reason, a note's text among them, stands in the log."""
        return collections.Counter(event["reason"] for event in self.events if "reason" in event)

    def faults(self):
        """What contradicts I1, I3 and I4 wherever it is found."""
        problems = []
        numbers = [event["sequence"] for event in self.events]
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append("I1: the log's sequence has a gap or a fork")
        keys = collections.Counter(
            tuple(slot[part] for part in ("slot", "round", "person", "rule", "occurrence", "anchor"))
            for slot in self.slots
        )
        problems += [f"I3: reminder {key} is there {count} times" for key, count in keys.items() if count > 1]
        known = {"queued", "sent", "superseded", "suppressed", "expired", "failed", "unknown", "unreachable"}
        problems += [f"I4: reminder in state {slot['state']}" for slot in self.slots if slot["state"] not in known]
        carried = {message["message"] for message in self.messages}
        for slot in self.slots:
            if slot["state"] in ("queued", "sent") and slot.get("message") not in carried:
                problems.append(f"I4: reminder {slot['slot']} is {slot['state']} and no message carries it")
        return problems
