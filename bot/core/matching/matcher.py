"""From a turn of a talk to what may be meant and what is to be said, with the reasons: the one door to this package."""

from dataclasses import dataclass, replace

import numpy as np

from bot.core import text
from bot.core.knowledge import Audience, Knowledge, Outcome, split
from bot.core.matching import index
from bot.core.matching import ranking as rankings
from bot.core.matching.blend import Blend
from bot.core.matching.by_scores import ByScores
from bot.core.matching.decision import Cuts, Decision, decide
from bot.core.matching.emergencies import Emergencies
from bot.core.matching.judgement import Courage, Judgement
from bot.core.matching.meanings import Exact, Meanings, meanings_of
from bot.core.matching.names import Names
from bot.core.matching.ranking import SHOWN, Candidate, Ranking, candidate, for_role, outside
from bot.core.matching.reading import Reading
from bot.core.matching.scoring import THE_SAME, Scored, Scorer
from bot.core.matching.signals import signals
from bot.core.matching.situation import GENERAL, Situation, believed
from bot.core.matching.spelling import Spelling
from bot.core.talk.labels import KINDS, Label

FAVOUR = 0.2
"""The same for the logarithm of a chance."""

WORDS_COUNT = 60.0
"""By so much the words of the floor raise the odds that somebody is in danger."""

OPPOSITES = (("follow", "unfollow"), ("stop", "resume"))
CLEARLY = 0.1
"""By so much a way must be nearer than its opposite to be heard against the networks."""

ONLY_ASKED = 0.45
"""From this chance on somebody only asks about what the assistant does: it is shown, with the button that does it."""

CRY = 4
"""Words or characters of a cry for help, which the words of the floor alone decide."""

BEYOND_DOUBT = 0.98
"""The chance of what staff wrote word by word."""


def _in_danger(decision: Decision) -> bool:
    return any(label.kind == "emergency" for label in decision.said)


@dataclass(frozen=True, slots=True)
class Measured:
    """How to tell chances from signals and what to make of them; measured on the knowledge's own talks."""

    blend: Blend
    cuts: Cuts


class Matcher:
    """`measured` is None where there are no talks to measure with: then the judgement decides."""

    def __init__(
        self,
        knowledge: Knowledge,
        scorer: Scorer,
        spelling: Spelling,
        judgement: Judgement,
        courage: Courage = "balanced",
        full_strength: bool = True,
        measured: Measured | None = None,
    ) -> None:
        self.full_strength = full_strength
        self._knowledge = knowledge
        self._scorer = scorer
        self._spelling = spelling
        self._judgement = judgement
        self._courage = courage
        self._measured = measured
        self._emergencies = Emergencies(knowledge.emergencies.values())
        self._names = Names(knowledge.entities.values())
        self._topics = scorer.index.topics
        self._labels = scorer.lessons.labels
        self._entities = [split(topic)[0] for topic in self._topics]
        self._asks = rankings.asks_alone(knowledge)
        self._by_scores = ByScores(knowledge, scorer, self._names, judgement, courage, full_strength)
        self._outside = np.array([outside(knowledge, topic) for topic in self._topics], dtype=bool)
        self._office = np.array([label.kind in {"office", "smalltalk"} for label in self._labels], dtype=bool)
        self._written = rankings.written(scorer.index)

    def mend(self, question: str) -> str:
        """A question as it is read: folded, its slips mended, without the signs at its end."""
        return text.bare(self._spelling.mend(text.fold(question)))

    def read(
        self, question: str, situation: Situation | None = None, role: Audience | None = None, asked_back: bool = False
    ) -> Reading:
        """`asked_back`: the last reply offered choices, so another one would only stall."""
        situation = situation or Situation()
        folded = text.fold(question)
        mended = self.mend(question)
        if not text.tokens(mended) or self._outside.all():
            return Reading(Decision(), self._nothing(mended))
        if self._measured is not None and not self._knows_any(mended):
            return Reading(Decision(), self._nothing(mended), belief=situation.belief)
        scored = self._scorer.score(mended, situation=situation)
        fired = self._emergencies.found(folded) or self._emergencies.found(mended)
        danger = tuple(Label("emergency", kind) for kind in fired[:2])
        if self._measured is None:
            reading = self._by_scores.read(scored, mended, situation, role, danger, asked_back)
            reading = replace(reading, about=self._only_asked(scored))
        else:
            reading = self._weighed(self._measured, scored, mended, situation, role, danger, asked_back)
        return replace(reading, hinted=self._names.found(mended, weak=True), vector=scored.vector)

    def rank(self, question: str, subject: str | None = None, role: Audience | None = None) -> Ranking:
        """The topics alone; `subject` is the entity last spoken of."""
        situation = Situation().after(Label("office", f"{subject}#overview")) if subject else Situation()
        return self.read(question, situation, role).ranking

    def aspect(self, question: str) -> tuple[str, float] | None:
        """The aspect that a text asks for by itself, with its chance."""
        mended = self.mend(question)
        if mended in self._asks:
            return self._asks[mended], 1.0
        aspects = self._scorer.aspects(mended) if text.tokens(mended) else ()
        if not len(aspects):
            return None
        best = int(np.argmax(aspects))
        return self._scorer.lessons.aspects[best], float(aspects[best])

    def _knows_any(self, mended: str) -> bool:
        """Whether anything of it has ever been written by staff; a cat on the keyboard has nothing to be asked back."""
        known = self._scorer.index.words.terms.ids
        return any(word in known for word in index.words(mended)) or bool(self._emergencies.found(mended))

    def _nothing(self, mended: str) -> Ranking:
        ours = np.flatnonzero(~self._outside & self._office[: len(self._topics)])[:SHOWN]
        nothing = tuple(Candidate(self._topics[number], 0.0, "") for number in ours)
        return Ranking("unknown", 0.0, nothing, read_as=mended)

    def _weighed(
        self,
        measured: Measured,
        scored: Scored,
        mended: str,
        situation: Situation,
        role: Audience | None,
        fired: tuple[Label, ...],
        asked_back: bool,
    ) -> Reading:
        lessons = self._scorer.lessons
        found = signals(lessons, scored, situation)
        if role:
            found.labels[:, 2] += np.float32(FAVOUR) * for_role(self._knowledge, self._labels, role)
        chances, kinds = measured.blend.chances(lessons, found)
        self._weigh_opposites(chances, scored)
        certain = None if fired else self._certain(mended, situation)
        if certain is not None:
            chances *= 1 - BEYOND_DOUBT
            chances[certain] += BEYOND_DOUBT
            kinds = np.bincount(lessons.kind_of, weights=chances, minlength=len(KINDS)).astype(np.float64)
        meanings, entry = meanings_of(lessons, chances, kinds, found.offices)
        danger = float(kinds[KINDS.index("emergency")])
        if fired:  # words alone are evidence, not proof: "my last film was about a kidnapping"
            danger = danger * WORDS_COUNT / (danger * WORDS_COUNT + 1 - danger)
            danger = max(danger, float(len(text.tokens(mended)) <= CRY))
            fired_first = [(label, chance + (label in fired) * (1 - chance) / 2) for label, chance in meanings]
            meanings = tuple(sorted(fired_first, key=lambda one: -one[1]))
        decision = decide(meanings, danger, measured.cuts, self._courage, asked_back)
        decision = replace(decision, doubt=decision.doubt or (bool(fired) and not _in_danger(decision)))
        ranking = self._ranked(chances[: len(self._topics)], scored, mended, decision, meanings, entry)
        belief = believed(situation.belief, meanings, self._knowledge.entities)
        return Reading(decision, ranking, meanings[:12], entry, self._only_asked(scored), danger, belief)

    def _weigh_opposites(self, chances: Exact, scored: Scored) -> None:
        """Networks hear "remind me" in "stop reminding me". Where the nearest way says the opposite of what they think,
        neither counts more than the other."""
        best = self._scorer.index.best(scored.phrasings)
        for pair in OPPOSITES:
            there = [f"act:{act}" for act in pair if f"act:{act}" in self._topics]
            if len(there) < len(pair):
                continue
            one, other = (self._topics.index(topic) for topic in there)
            nearer = float(best[one] - best[other])
            if abs(nearer) > CLEARLY and nearer * (chances[one] - chances[other]) < 0:
                chances[one] = chances[other] = (chances[one] + chances[other]) / 2

    def _only_asked(self, scored: Scored) -> bool:
        """Whether somebody asks about what the assistant does, and does not want it done; staff's own words tell."""
        best = int(scored.phrasings.argmax())
        if "about" in scored.chances and scored.phrasings[best] < THE_SAME:
            return float(scored.chances["about"][1]) > ONLY_ASKED
        return self._scorer.index.phrasings[best].about

    def _certain(self, mended: str, situation: Situation) -> int | None:
        """The place of what is meant beyond doubt: a way to ask for an aspect alone, a name and nothing else, or
        staff's own words at the beginning of a talk.

        A bare noun ("IELTS") is not asked of a subject that has nothing to say to it.
        """
        calm = situation.last is None or situation.last.kind != "emergency"
        aspect = self._asks.get(mended) or self._asks.get(rankings.LINKS.sub("", mended))
        entity = self._knowledge.entities.get(situation.subject or "")
        known = entity is not None and (aspect in entity.answers or (aspect == "dates" and bool(entity.windows)))
        asked = f"{situation.subject if known else GENERAL}#{aspect}"
        if aspect and calm and asked in self._topics:
            return self._topics.index(asked)
        name = self._names.whole(mended)
        if name and calm and name != situation.subject and f"{name}#overview" in self._topics:
            return self._topics.index(f"{name}#overview")
        at = self._written.get(mended)
        wish = at is not None and self._labels[at].kind == "act"
        return at if situation.last is None or (wish and calm) else None

    def _ranked(
        self,
        chances: Exact,
        scored: Scored,
        mended: str,
        decision: Decision,
        meanings: Meanings,
        entry: str,
    ) -> Ranking:
        ours = np.where(self._office[: len(self._topics)], chances, -1.0)
        order = np.argsort(-ours, kind="stable")[:SHOWN]
        candidates = tuple(
            candidate(self._scorer.index, int(number), chances.astype(np.float32), scored.phrasings) for number in order
        )
        first = decision.said[0] if decision.said else None
        elsewhere = Candidate(entry, meanings[0][1], "") if first is not None and first.kind == "elsewhere" else None
        answered = first is not None and first.kind != "elsewhere"
        outcome: Outcome = "answer" if answered else "choices" if decision.offered else "unknown"
        told = sum(chance for label, chance in meanings if label in decision.said)
        confidence = told if decision.said else candidates[0].score
        return Ranking(
            outcome, min(confidence, 1.0), candidates, elsewhere, mended, scored.named, full_strength=self.full_strength
        )
