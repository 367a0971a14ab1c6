"""Working days: weekends, public holidays, make-up days and the office's own closures, as values."""

from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST_CLOSURE = 90
"""Days to look back for a working day; an office is not closed for longer."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`published` are the years whose public holidays are known; in another year only weekends count."""

    holidays: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()
    """Saturdays and Sundays that are worked."""
    closures: frozenset[date] = frozenset()
    """Days on which the office itself is closed."""
    published: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        if day in self.closures or day in self.holidays:
            return False
        return day in self.make_up or day.weekday() < 5

    def last_before(self, day: date) -> date | None:
        """The last working day before `day`, which is never `day` itself; None after a closure without end."""
        if day.toordinal() <= _LONGEST_CLOSURE:
            return None
        before = (day - timedelta(number) for number in range(1, _LONGEST_CLOSURE))
        return next((one for one in before if self.works(one)), None)

    def back(self, day: date, number: int) -> date:
        """The last day from which `number` working days pass until `day`; itself a working day.

        Who hands something in then has it on `day` at the latest. Where an office is closed without end, days of the
        calendar count.
        """
        left, at = number, day
        for _ in range(_LONGEST_CLOSURE + 3 * number):
            if self.works(at):
                if left == 0:
                    return at
                left -= 1
            at -= timedelta(1)
        return day - timedelta(number)

    def ahead(self, day: date, number: int) -> date:
        """The day on which it is there if it is handed in on `day`, or on the next working day."""
        left, at = number, day
        for _ in range(_LONGEST_CLOSURE + 3 * number):
            if self.works(at):
                if left == 0:
                    return at
                left -= 1
            at += timedelta(1)
        return day + timedelta(number)

    def certain(self, day: date) -> bool:
        """Whether the public holidays of its year are known."""
        return day.year in self.published
