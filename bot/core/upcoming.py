"""The rounds that lie ahead: of everything, or of what somebody follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core import calendar
from bot.core.calendar import Course, Standing
from bot.core.knowledge import Entity, Window


@dataclass(frozen=True, slots=True)
class Round:
    """The round of a window that is open, or comes next; its days are local."""

    entity: Entity
    window: Window
    standing: Standing
    course: Course

    @property
    def key(self) -> str:
        return f"{self.entity.id}/{self.window.id}"

    @property
    def place(self) -> str:
        """Tells this round from the one of another year, whatever its days become."""
        edge = self.course.closes or self.course.opens
        return f"{self.key}/{edge.year if edge else ''}"


def of_entity(entity: Entity, now: datetime, zone: ZoneInfo) -> tuple[Round, ...]:
    """What one can still apply for first, then what has no days; what is over and does not come back is left out."""
    found = []
    for window in entity.windows:
        standing = calendar.standing(window, now, zone)
        if standing.state != "closed":
            found.append(Round(entity, window, standing, calendar.course(standing, zone)))
    return tuple(sorted(found, key=_nearness))


def followed(
    entities: Iterable[Entity], follows: Sequence[tuple[str, str]], now: datetime, zone: ZoneInfo
) -> tuple[Round, ...]:
    """Of the rounds that are followed, each once; without a window all of an entity's are."""
    wanted = {*follows}
    rounds = [one for entity in entities for one in of_entity(entity, now, zone)]
    return tuple(one for one in rounds if {(one.entity.id, ""), (one.entity.id, one.window.id)} & wanted)


def _nearness(one: Round) -> tuple[bool, float]:
    edge = one.course.closes or one.course.opens
    return edge is None, edge.timestamp() if edge else 0.0
