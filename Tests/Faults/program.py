"""The program under test: one command at a time or many at once, each with a bound on its time."""

import dataclasses
import os
import signal
import subprocess
import tempfile
import time

# Exit codes that the documentation knows (docs/operating.md).
DOCUMENTED = {0, 1, 64, 65, 66, 69, 73, 74, 75, 78}
# So long a command may take, under strace and beside others; longer is a hang.
BOUND = 60.0


@dataclasses.dataclass(frozen=True)
class Ended:
    """How a command ended; `status` is negative for a signal, None for a command that had to be stopped."""

    arguments: tuple
    status: int | None
    output: str
    errors: str
    seconds: float

    def __str__(self):
        how = "hung" if self.status is None else f"ended with {self.status}"
        text = (self.errors or self.output).strip()
        return f"`{' '.join(self.arguments)}` {how}: {text[:300]}"


class Running:
    """A command that was started."""

    def __init__(self, arguments, command, environment, folder):
        self.arguments = tuple(arguments)
        self.began = time.monotonic()
        self.files = [tempfile.TemporaryFile() for _ in range(2)]
        # A session of its own, so that a program that hangs can be stopped together with what it started.
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.files[0], stderr=self.files[1], env=environment,
            cwd=folder, start_new_session=True,
        )  # fmt: skip

    def kill(self):
        """Ends it as a loss of power would; nothing where it has ended."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)

    def wait(self, bound=BOUND):
        try:
            status = self.process.wait(bound)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            status = None
        seconds = time.monotonic() - self.began
        texts = []
        for file in self.files:
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        return Ended(self.arguments, status, *texts, seconds)


class Program:
    """The program, bound to one database and one folder to run in."""

    path = os.environ.get("PLENUM", ".build/release/plenum")

    def __init__(self, folder, name="plenum.db"):
        self.folder = str(folder)
        self.database = f"{self.folder}/{name}"

    def start(self, *arguments, now=None, under=(), path=None):
        clock = ["--now", now] if now else []
        command = [*under, path or Program.path, *arguments, "--database", self.database, *clock]
        environment = {"PATH": "/usr/bin:/bin", "PLENUM_LANG": "en"}
        return Running(arguments, command, environment, self.folder)

    def run(self, *arguments, now=None, under=(), path=None):
        return self.start(*arguments, now=now, under=under, path=path).wait()

    def must(self, *arguments, now=None):
        """What the command printed; for the steps of a preparation, which may not fail."""
        ended = self.run(*arguments, now=now)
        if ended.status != 0:
            raise RuntimeError(str(ended))
        return ended.output
