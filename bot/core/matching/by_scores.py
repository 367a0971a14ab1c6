"""What a turn means by its scores alone: in the first seconds, and wherever there are no talks to measure with."""

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import Audience, Knowledge, split
from bot.core.matching import ranking as rankings
from bot.core.matching.decision import CHOICES, GUESS, Decision
from bot.core.matching.judgement import Courage, Judgement
from bot.core.matching.names import Names
from bot.core.matching.ranking import SHOWN, Candidate, Ranking, candidate, for_role, raised, signs_of
from bot.core.matching.reading import Reading
from bot.core.matching.scoring import Scored, Scorer
from bot.core.matching.situation import GENERAL, Belief, Situation, believed
from bot.core.matching.views import Scores
from bot.core.talk.labels import Label

GUESSED = 0.75
"""What a guess counts, that is offered or said with a doubt, for what a talk is about."""

CONTEXT = 0.6
"""How far the subject of the talk pulls a question that names none."""

ELSEWHERE = 12.0
"""The higher, the surer a question must be of another entity before it stops being a follow-up."""

CLEARLY = 0.35
"""By so much another office's business must be nearer than this office's before the subject of the talk is left."""

NAMEABLE = 0.3
"""Below it another office is as likely as any: better not to name one."""

FOR_ME = 0.02
"""What a programme for the person's own role gains; enough to decide a near tie, no more."""


class ByScores:
    """The topics of an index by their scores; the judgement says what those are worth."""

    def __init__(
        self,
        knowledge: Knowledge,
        scorer: Scorer,
        names: Names,
        judgement: Judgement,
        courage: Courage,
        full_strength: bool,
    ) -> None:
        self._knowledge = knowledge
        self._scorer = scorer
        self._names = names
        self._judgement = judgement
        self._courage: Courage = courage
        self._full_strength = full_strength
        self._topics = scorer.index.topics
        self._labels = scorer.lessons.labels
        self._entities = [split(topic)[0] for topic in self._topics]
        self._outside = np.array([rankings.outside(knowledge, topic) for topic in self._topics], dtype=bool)
        self._office = np.array([label.kind in {"office", "smalltalk"} for label in self._labels], dtype=bool)
        self._written = rankings.written(scorer.index)
        self._asks = rankings.asks_alone(knowledge)

    def read(
        self,
        scored: Scored,
        mended: str,
        situation: Situation,
        role: Audience | None,
        fired: tuple[Label, ...],
        asked_back: bool = False,
    ) -> Reading:
        """`fired` are the kinds of trouble that the words of the floor tell of."""
        subject, named = situation.subject, scored.named
        scores = scored.topics
        if subject and not named - {subject} and not self._stands_alone(scored, subject):
            scores = self._with_subject(scored, subject, mended)
        if not named - {subject}:
            scores = self._with_ask_alone(scores, mended, subject or GENERAL)
        scores = self._with_name_alone(scores, mended)
        at = self._written.get(mended, -1)
        if at >= 0 and mended not in self._asks:
            scores = raised(scores, at)
        if role:
            scores = scores + np.float32(FOR_ME) * for_role(self._knowledge, self._labels, role)[: len(self._topics)]
        return self._by_judgement(scored, scores, mended, situation, fired, asked_back)

    def _by_judgement(
        self,
        scored: Scored,
        scores: Scores,
        mended: str,
        situation: Situation,
        fired: tuple[Label, ...],
        asked_back: bool,
    ) -> Reading:
        order = np.argsort(-scores, kind="stable")
        first = next(int(number) for number in order if not self._outside[number])
        signs = signs_of(self._compared(scores, first, mended), self._outside, scored.nearest)
        outcome = self._judgement.outcome(signs, self._courage)
        confidence = self._judgement.confidence(signs)
        if self._written.get(mended) == first:  # staff's own words lead where staff put them, on any knowledge
            outcome, confidence = "answer", 1.0
        candidates, elsewhere = self._candidates(order, scores, scored)
        elsewhere = elsewhere if elsewhere and signs.outside > max(signs.best, NAMEABLE) else None
        label = self._labels[first]
        entry = ""
        decision = Decision((label,) if outcome == "answer" else ())
        if outcome == "choices" and asked_back:  # whoever did not choose is not asked once more
            decision = Decision((label,), unsure=True) if confidence >= GUESS else decision
            outcome = "answer" if decision.said else "unknown"
        elif outcome == "choices":
            likely = [self._labels[number] for number in order if not self._outside[number]]
            decision = Decision((), tuple(one for one in likely if one.kind != "smalltalk")[:CHOICES])
        if outcome == "unknown" and elsewhere:
            decision = Decision((Label("elsewhere", self._knowledge.entries[elsewhere.topic].office or ""),))
            entry = elsewhere.topic
        if fired:
            decision, outcome, confidence, elsewhere = Decision(fired), "answer", 1.0, None
        ranking = Ranking(
            outcome, confidence, candidates, elsewhere, mended, scored.named, full_strength=self._full_strength
        )
        chances = tuple((self._labels[int(number)], float(scores[number])) for number in order[:12])
        belief = _led(situation, decision, self._knowledge)
        return Reading(decision, ranking, chances, entry, danger=float(bool(fired)), belief=belief)

    def _candidates(
        self, order: NDArray[np.int64], scores: Scores, scored: Scored
    ) -> tuple[tuple[Candidate, ...], Candidate | None]:
        """The office's topics that are nearest, and what is nearest of all that is not its business."""
        ours = [int(number) for number in order if self._office[number] and not self._outside[number]][:SHOWN]
        others = [int(number) for number in order if self._outside[number]][:1]
        near = [candidate(self._scorer.index, number, scores, scored.phrasings) for number in (*ours, *others)]
        return tuple(near[: len(ours)]), near[-1] if others else None

    def _with_ask_alone(self, scores: Scores, mended: str, subject: str) -> Scores:
        """What staff listed as a way to ask for an aspect asks it of the subject, and without one of the office."""
        topic = f"{subject}#{self._asks.get(mended) or self._asks.get(rankings.LINKS.sub('', mended))}"
        return raised(scores, self._topics.index(topic)) if topic in self._topics else scores

    def _with_name_alone(self, scores: Scores, mended: str) -> Scores:
        """A name and nothing else asks what it is."""
        entity = self._names.whole(mended)
        topic = f"{entity}#overview"
        return raised(scores, self._topics.index(topic)) if topic in self._topics else scores

    def _stands_alone(self, scored: Scored, subject: str) -> bool:
        """A question that is sure of another entity by itself, or of another office's business, is no follow-up."""
        signs = signs_of(scored.topics, self._outside, scored.nearest)
        if signs.outside - signs.best > CLEARLY:
            return True
        first = int(np.where(self._outside, np.float32(-1), scored.topics).argmax())
        sure = self._judgement.outcome(signs, "careful") == "answer"
        return sure and self._entities[first] not in {subject, GENERAL}

    def _with_subject(self, scored: Scored, subject: str, mended: str) -> Scores:
        """The subject's topics gain what the question says of their aspect alone, less what it says of others."""
        lessons = self._scorer.lessons
        if "aspect" not in scored.chances or "entity" not in scored.chances:
            return scored.topics
        scores = scored.topics.copy()
        chances = zip(scored.chances["entity"], lessons.entities, strict=True)
        others = [chance for chance, entity in chances if entity not in {subject, GENERAL}]
        open_to_it = (1.0 - max(others, default=0.0) ** ELSEWHERE) * rankings.shortness(mended)
        for number, entity in enumerate(self._entities):
            aspect = lessons.aspect_of[number]
            if entity == subject and aspect >= 0:
                scores[number] += CONTEXT * open_to_it * float(np.sqrt(scored.chances["aspect"][aspect]))
            elif entity == GENERAL:
                scores[number] *= 0.5
        return scores

    def _compared(self, scores: Scores, first: int, mended: str) -> Scores:
        """Two things that are compared have one answer under two topics: the other one is no doubt about the first."""
        named = self._names.found(mended, weak=True)
        if len(named) < 2 or split(self._topics[first])[1] != "difference":
            return scores
        scores = scores.copy()
        for number, topic in enumerate(self._topics):
            entity, aspect = split(topic)
            if number != first and aspect == "difference" and entity in named:
                scores[number] = 0
        return scores


def _led(situation: Situation, decision: Decision, knowledge: Knowledge) -> Belief:
    """What a talk is about where scores alone decide: what was said, or what all that is offered likely belongs to."""
    near = (decision.said or decision.offered)[:2]
    entities = {split(label.name)[0] for label in near if label.kind == "office"}
    if len(entities) != 1 or near[0].kind != "office":
        return situation.belief
    sure = bool(decision.said) and not decision.unsure
    return believed(situation.belief, ((near[0], 1.0 if sure else GUESSED),), knowledge.entities)
