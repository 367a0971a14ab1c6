"""What answers are made of, in force: knowledge, calendar, matcher. Swapped whole; a broken file changes nothing."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from threadpoolctl import threadpool_limits

from bot import cache, english, knowledge_files, locales, office_calendar
from bot.core.answers import Answers
from bot.core.asking import leads
from bot.core.asking.told import answers
from bot.core.conversation import Conversation
from bot.core.follow_pages import Office
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.core.matching.matcher import Matcher
from bot.core.messages import Speech
from bot.core.reminders import Rules
from bot.core.working_days import WorkingDays
from bot.errors import Told
from bot.knowledge_files import Problem
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.encoder import SentenceEncoder

_LOG = logging.getLogger(__name__)

LOCALES = Path(__file__).resolve().parent.parent / "config" / "locales"


class KnowledgeBroken(Told):
    """The knowledge folder or the calendar has errors; nothing is answered from it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems if not problem.warning))
        self.problems = problems


def today(zone: str = "Asia/Shanghai") -> date:
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()


def load_knowledge(folder: Path) -> Knowledge:
    loaded = knowledge_files.load(folder, today())
    if loaded.knowledge is None:
        raise KnowledgeBroken(loaded.problems)
    return loaded.knowledge


def load_calendar(file: Path) -> WorkingDays:
    loaded = office_calendar.load(file, today())
    if loaded.working_days is None:
        raise KnowledgeBroken(loaded.problems)
    return loaded.working_days


class Understanding:
    """The conversation in force: by words at first, at full strength as soon as that is ready."""

    def __init__(self, settings: Settings) -> None:
        """Raises `KnowledgeBroken`."""
        # Several BLAS threads fighting for two cores cost a question hundreds of milliseconds at worst.
        threadpool_limits(limits=1, user_api="blas")
        self.settings = settings
        self._generation = 0
        self._leads: leads.Leads | None = None
        with _unswept():
            self.knowledge = load_knowledge(settings.knowledge)
            self.working_days = load_calendar(settings.calendar)
            self._draft = build.draft(self.knowledge, english.words(), settings.matching.courage)
            self._speeches = locales.load(LOCALES)
            self._use(self._draft.matcher())

    @property
    def office(self) -> Office:
        rules = self.settings.reminders
        return Office(self.knowledge, self.working_days, Rules(rules.offsets, rules.hour))

    def speech(self, language: str | None) -> Speech:
        """The bot's own sentences in a language, as the conversation in force has them."""
        return self.conversation.speech(language)

    def strengthen(self) -> None:
        """Blocks for seconds (from the cache) or tens of seconds (the first time)."""
        kept = cache.FileCache(self.settings.data_dir / "cache")
        generation, draft = self._generation, self._draft
        with _unswept():
            encoder = _encoder(kept) if self.settings.matching.encoder == "on" else None
            matcher = build.full(draft, encoder, kept)
        if generation == self._generation:  # else other knowledge has come meanwhile, and learns by itself
            self._use(matcher)
            self._learn_leads(encoder)

    def _learn_leads(self, encoder: "SentenceEncoder | None") -> None:
        """Which sentence of an answer comes first; by words alone it is seldom sure enough."""
        generation, told = self._generation, leads.told(self.knowledge)
        with _unswept():
            if encoder is None:
                learned = leads.Leads(told)
            else:
                kept = cache.FileCache(self.settings.data_dir / "cache")
                learned = leads.full(told, lambda texts: encoder.vectors(texts, "answers"), kept)
        if generation == self._generation:
            self._leads = learned
            self._use(self._matcher)

    def strengthen_beside(self, done: Callable[[], None]) -> None:
        """The same beside the running bot. A daemon: a stop signal does not wait for it."""

        def work() -> None:
            try:
                self.strengthen()
            except Exception:
                _LOG.exception("matching stays on words only")
            else:
                _LOG.info("matching is at full strength")
                done()

        threading.Thread(target=work, name="strengthen", daemon=True).start()

    def reload(self) -> bool:
        """Reads everything anew; whether there is something to learn. Raises `KnowledgeBroken`: all stays as it was.

        A date or an answer that changed is told at once; ways to ask that changed are matched by words until learned.
        """
        knowledge, days = load_knowledge(self.settings.knowledge), load_calendar(self.settings.calendar)
        same = _taught(knowledge) == _taught(self.knowledge) and answers(knowledge) == answers(self.knowledge)
        self.working_days = days
        if same:
            self.knowledge = knowledge
            self._use(self._matcher)
            return False
        draft = build.draft(knowledge, english.words(), self.settings.matching.courage)
        self._generation += 1
        self.knowledge, self._draft, self._leads = knowledge, draft, None
        self._use(draft.matcher())
        return True

    def _use(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.conversation = Conversation(
            Answers(self.knowledge, self.working_days), matcher, self._speeches, self._leads
        )


def _taught(knowledge: Knowledge) -> tuple[object, ...]:
    """All of the knowledge that the matcher learns from."""
    entities = tuple(
        (one.id, one.kind, dict(one.names), one.aliases, one.weak_aliases, one.audiences, one.called, set(one.answers))
        for one in knowledge.entities.values()
    )
    entries = tuple((one.id, one.outcome, one.office) for one in knowledge.entries.values())
    return entities, entries, knowledge.phrasings, knowledge.vocabulary, knowledge.languages


def _encoder(kept: cache.FileCache) -> "SentenceEncoder":
    from bot.encoder import SentenceEncoder  # noqa: PLC0415 - 100 MB: only where it is wanted

    return SentenceEncoder(kept)


@contextmanager
def _unswept() -> Iterator[None]:
    """Without garbage collection: millions of values come to stay, and to sweep them over and over takes a fifth of
    the start. Afterwards they are not looked at again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
