"""How much of a row is run: the quick column, or the large one."""

import dataclasses
import pathlib
from collections.abc import Callable

# Seeds that failed once, a line each: the row, a space, the seed. They are run for ever.
FAILED = pathlib.Path(__file__).with_name("seeds.txt")


@dataclasses.dataclass(frozen=True)
class Case:
    """One try: what it is of, its number or seed, and what it runs in an empty folder, answering what does not hold."""

    kind: str
    number: int
    run: Callable[[str], list]


@dataclasses.dataclass
class Column:
    is_large: bool
    part: int = 100
    seed: int | None = None
    # Called with what a row could not do here, or has measured.
    remark: Callable[[str], None] = print
    # Called with what gives a remark once the row's cases have run.
    at_end: Callable[[Callable[[], str]], None] = print

    def size(self, quick, large):
        return max(1, large * self.part // 100) if self.is_large else quick

    def numbers(self, quick, large):
        """1 to the size of the column, or the one that was asked for."""
        return [self.seed] if self.seed else list(range(1, self.size(quick, large) + 1))

    def seeds(self, row, quick, large):
        """The numbers, and the seeds of this row that failed once."""
        failed = [int(line.split()[1]) for line in FAILED.read_text().splitlines() if line.startswith(row + " ")]
        numbers = self.numbers(quick, large)
        return numbers if self.seed else numbers + [seed for seed in failed if seed not in numbers]
