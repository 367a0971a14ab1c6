"""What each part of the matcher is worth: marks on both question sets with it, and the change without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.evaluation import Prediction
from bot.core.matching.heads import Schooling
from tests.benchmarks import figures, growth, variants
from tests.benchmarks.figures import Found, Quality
from tests.benchmarks.variants import Recipe
from tests.benchmarks.workshop import SETS, Workshop, asked, drafted

STEPS, SAMPLE = 600, 400
QUICK_STEPS, QUICK_SAMPLE = 100, 100
QUICK_PHRASINGS = 3_000


@dataclass(frozen=True, slots=True)
class Part:
    """Marks without the part, by question set and over both; `same` if not one answer moved."""

    name: str
    quality: dict[str, Quality]
    follow_ups: float | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """`phrasings` of the knowledge were known to all of them, and all networks were trained in `steps`."""

    phrasings: int
    steps: int
    whole: Part
    without: tuple[Part, ...]


def take_away(shop: Workshop) -> Parts:
    schooling = Schooling(steps=QUICK_STEPS if shop.quick else STEPS)
    made = drafted(growth.resized(shop.knowledge, QUICK_PHRASINGS)) if shop.quick else shop.draft
    recipe = Recipe(made, shop.encoder.with_questions(), schooling, QUICK_SAMPLE if shop.quick else SAMPLE)
    shop.progress(f"parts: the whole, its networks trained in {schooling.steps} steps")
    recipe = replace(recipe, networks=variants.learn(recipe))
    before = _asked(shop, recipe)
    without = []
    for number, (name, change) in enumerate(variants.TAKEN_AWAY.items(), 1):
        shop.progress(f"parts: without {name} ({number} of {len(variants.TAKEN_AWAY)})")
        after = _asked(shop, change(recipe))
        without.append(_part(name, after, _moves(before) == _moves(after)))
    return Parts(len(made.index.phrasings), schooling.steps, _part("everything", before), tuple(without))


def _asked(shop: Workshop, recipe: Recipe) -> dict[str, list[Prediction]]:
    matcher = variants.matcher(recipe)
    return {name: asked(recipe.draft.knowledge, matcher, questions) for name, questions in shop.questions.items()}


def _part(name: str, predicted: dict[str, list[Prediction]], same: bool = False) -> Part:
    both = [one for some in predicted.values() for one in some]
    quality = {name: _quality(predicted[name]) for name in SETS} | {"both": _quality(both)}
    return Part(name, quality, _quality([one for one in both if one.question.kind == "followup"]).top1, same)


def _quality(predicted: Sequence[Prediction]) -> Quality:
    return figures.quality([one.question for one in predicted], [Found.of(one) for one in predicted])


def _moves(predicted: dict[str, list[Prediction]]) -> list[tuple[tuple[str, ...], float]]:
    return [(one.topics, one.confidence) for some in predicted.values() for one in some]
