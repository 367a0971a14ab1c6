"""What somebody wants done, with whatever their words say of how: of which programme, for how long, for whom."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.core.asking.wants import SUBJECTS, Want, want
from bot.core.knowledge import Choices
from bot.core.matching.decision import Decision
from bot.core.matching.ranking import Ranking
from bot.core.matching.reading import Reading
from bot.core.messages import Speech
from bot.core.people import Talk
from bot.core.talk import labels
from bot.core.talk.labels import ACTS, Act, Label
from tests import tiny

KNOWLEDGE = replace(
    tiny.KNOWLEDGE,
    departments={
        "tourism": {"en": "Tourism and Aviation", "zh": "旅游航空学院"},
        "engineering": {"en": "Mechanical Engineering", "zh": "机械工程学院"},
    },
    choices=Choices({"none": {"en": "None yet", "zh": "还没有"}, "basic": {"en": "IELTS 5", "zh": "雅思5"}}),
)
EXCHANGE = Talk("exchange", "exchange#cost", (("exchange", 1.0),), "exchange#cost")
Chances = tuple[tuple[str, float], ...]


class Asked:
    """Words of somebody, read as an act."""

    def __init__(self, speeches: Mapping[str, Speech]) -> None:
        self._speeches = speeches

    def __call__(
        self,
        words: str,
        act: Act = "follow",
        named: tuple[str, ...] = (),
        talk: Talk | None = None,
        chances: Chances = (),
        about: bool = False,
        hinted: tuple[str, ...] = (),
    ) -> Want:
        ranking = Ranking("answer", 1.0, (), named=frozenset(named))
        likely = tuple((labels.read(label), chance) for label, chance in chances)
        reading = Reading(Decision(), ranking, likely, about=about, hinted=frozenset(hinted))
        found = want(Label("act", act), words, reading, talk or Talk(), KNOWLEDGE, self._speeches)
        assert found is not None and found.act == act
        return found


@pytest.fixture
def asked(speeches: Mapping[str, Speech]) -> Asked:
    return Asked(speeches)


@pytest.mark.parametrize("label", ["exchange#cost", "mycase", "smalltalk", "emergency:papers", "act:dance"])
def test_only_an_act_is_something_to_do(speeches: Mapping[str, Speech], label: str) -> None:
    reading = Reading(Decision(), Ranking("answer", 1.0, ()))
    assert want(labels.read(label), "do it", reading, EXCHANGE, KNOWLEDGE, speeches) is None


def test_what_is_named_goes_before_what_is_spoken_of(asked: Asked) -> None:
    assert asked("remind me of the visa", named=("passports",), talk=EXCHANGE).entity == "passports"
    assert asked("remind me", talk=EXCHANGE).entity == "exchange"
    assert asked("remind me").entity == ""


def test_a_weak_name_will_do_where_nothing_with_dates_is_named(asked: Asked) -> None:
    assert asked("ping me about jhs", hinted=("exchange",)).entity == "exchange"
    assert asked("ping me about jhs", hinted=("exchange",), talk=Talk("passports")).entity == "exchange"
    assert asked("the visa for jhs", named=("passports",), hinted=("exchange",)).entity == "passports"
    assert asked("ping me about it", hinted=("training",), talk=EXCHANGE).entity == "exchange", "it has no dates"


def test_of_two_named_the_one_with_dates_is_meant_and_the_other_is_known(asked: Asked) -> None:
    found = asked("the training or the exchange, remind me", named=("training", "exchange"))
    assert (found.entity, found.others) == ("exchange", ("training",))
    assert asked("remind me of the training", named=("training",)).entity == "training"


def test_to_compare_with_what_is_spoken_of_one_name_is_enough(asked: Asked) -> None:
    found = asked("compare it with the training", "compare", named=("training",), talk=EXCHANGE)
    assert {found.entity, *found.others} == {"training", "exchange"}


@pytest.mark.parametrize(
    ("chances", "entity"),
    [
        ((("act:follow", 0.6), ("exchange#dates", 0.2), ("exchange#apply", 0.1), ("training#cost", 0.05)), ""),
        ((("act:follow", 0.6), ("exchange#dates", 0.2), ("training#dates", 0.2)), ""),
        ((("act:follow", 0.9), ("office#dates", 0.1)), ""),
        ((("act:follow", 0.9), ("borrowing", 0.1)), ""),
        ((), ""),
    ],
)
def test_without_a_name_or_a_subject_nothing_is_guessed(asked: Asked, chances: Chances, entity: str) -> None:
    assert asked("remind me before it closes", chances=chances).entity == entity


def test_what_has_no_dates_is_not_what_somebody_is_to_be_reminded_of(asked: Asked) -> None:
    both = Talk("training", belief=(("training", 0.6), ("exchange", 0.4)))
    assert asked("remind me", talk=both).entity == "exchange"
    faint = Talk("training", belief=(("training", 0.9), ("exchange", 0.1)))
    assert asked("remind me", talk=faint).entity == "training"


@pytest.mark.parametrize("act", sorted(set(ACTS) - set(SUBJECTS)))
def test_what_is_about_no_programme_has_none(asked: Asked, act: Act) -> None:
    assert asked("now please", act, named=("exchange",), talk=EXCHANGE).entity == ""


@pytest.mark.parametrize(
    ("act", "opposite"), [("follow", "unfollow"), ("unfollow", "follow"), ("stop", "resume"), ("resume", "stop")]
)
def test_where_the_opposite_may_be_meant_as_well_nothing_is_done(asked: Asked, act: Act, opposite: Act) -> None:
    assert asked("...", act, chances=((f"act:{act}", 0.5), (f"act:{opposite}", 0.5))).about
    assert not asked("...", act, chances=((f"act:{act}", 0.5), (f"act:{opposite}", 0.1))).about
    assert not asked("...", act, chances=((f"act:{act}", 0.5), ("act:help", 0.45))).about


def test_who_only_asks_about_it_wants_nothing_done(asked: Asked) -> None:
    assert asked("will you remind me?", about=True).about
    assert not asked("remind me").about


@pytest.mark.parametrize(
    ("words", "days"),
    [("pause for two weeks", 14), ("最近别发，歇半个月", 15), ("shut up", None), ("till the 20th", None)],
)
def test_how_long_is_heard(asked: Asked, words: str, days: int | None) -> None:
    assert asked(words, "pause").days == days


def test_whom_a_programme_should_fit_is_heard(asked: Asked) -> None:
    found = asked("I am a second-year student, my English is poor, what can I join", "fit")
    assert (found.year, found.level, found.department) == (2, "none", None)
    found = asked("我大三，旅游航空学院的，英语不好，能报哪个", "fit")
    assert (found.year, found.level, found.department) == (3, "none", "tourism")
    found = asked("what is there for engineers", "fit")
    assert (found.year, found.level, found.department) == (None, None, None)
    assert asked("I study mechanical engineering", "fit").department == "engineering"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("please speak Chinese", "zh"),
        ("in English from now on", "en"),
        ("用英文", "en"),
        ("說中文", "zh"),
        ("talk Russian to me", None),
        ("switch to Chinese, my English is not so good", None),
    ],
)
def test_the_one_language_that_is_named_is_heard(asked: Asked, words: str, language: str | None) -> None:
    """Of two it is not said which is wanted, so that is asked."""
    assert asked(words, "language").language == language
