"""What the matcher is meant to reach, beside what was measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.evaluation import Figures
from tests.benchmarks.post import Post
from tests.benchmarks.speed import MANY, Compared
from tests.benchmarks.starts import Start

Unit = Literal["s", "ms", "%", "/s", "MB"]

_DEV = "dev"


@dataclass(frozen=True, slots=True)
class Bar:
    """`met` is None where nothing was measured (a quick run leaves some out)."""

    name: str
    measured: float | None
    limit: float
    unit: Unit
    at_most: bool = True

    @property
    def met(self) -> bool | None:
        if self.measured is None:
            return None
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit


def of_starts(empty: Start | None, kept: Start | None) -> Iterator[Bar]:
    for one, when, limit in ((empty, "the very first start", 40), (kept, "with the cache", 3)):
        yield Bar(f"first answer, {when}", one.first_answer if one else None, 3, "s")
        yield Bar(f"full strength, {when}", one.full_strength if one else None, limit, "s")


def of_speed(compared: Compared) -> Iterator[Bar]:
    shipped, many = (
        next(one for one in compared.systems if one.name.startswith("ours") and (one.phrasings == MANY) is grown)
        for grown in (False, True)
    )
    yield Bar("p50 a question, shipped knowledge", shipped.latency.p50, 6, "ms")
    yield Bar("p99 a question, shipped knowledge", shipped.latency.p99, 20, "ms")
    yield Bar(f"p50 a question, {MANY:,} phrasings", many.latency.p50, 8, "ms")


def of_post(post: Post) -> Iterator[Bar]:
    yield Bar("p50 from update to answer, 50 questions a second", post.p50, 15, "ms")
    yield Bar("p99 from update to answer, 50 questions a second", post.p99, 60, "ms")
    yield Bar("backlog of 1,500 questions, a second", post.backlog, 120, "/s", at_most=False)
    yield Bar("planning 10 windows for 100,000 followers", post.planning, 3, "s")
    yield Bar("memory that planning takes", post.memory, 20, "MB")


def of_answers(shipped: Mapping[str, Mapping[str, Figures]]) -> Iterator[Bar]:
    """On the developers' set; the second set has no bars of its own."""
    groups = shipped[_DEV]
    whole = groups["all"]
    yield _share("top-1", whole.top1, 85)
    yield _share("top-3", whole.top3, 94)
    yield _share("answered and right", whole.answered_right, 65)
    yield _share("false answers on out-of-scope", whole.false_answers, 4, at_most=True)
    yield _share("wrong among given answers", whole.wrong_of_answered, 8, at_most=True)
    yield _share("follow-ups top-1", groups["kind followup"].top1 if "kind followup" in groups else None, 85)
    yield _share("English top-1", groups["lang en"].top1, 75)
    yield _share("Simplified top-1", groups["lang zh-Hans"].top1, 75)
    yield _share("Traditional, pinyin and mixed top-1", groups["lang others"].top1, 75)


def _share(name: str, value: float | None, limit: float, at_most: bool = False) -> Bar:
    return Bar(f"{_DEV}: {name}", None if value is None else 100 * value, limit, "%", at_most)
