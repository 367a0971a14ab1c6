"""The composition root: builds everything from settings, reads the clock, owns every task."""

import asyncio
import gc
import logging
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from threadpoolctl import threadpool_limits

from bot import cache, english, knowledge_files, locales, logs, office_calendar
from bot.channels.console import Console, plain
from bot.core.answers import Answers
from bot.core.conversation import Conversation, Reply
from bot.core.knowledge import Knowledge
from bot.core.matching import build
from bot.core.matching.matcher import Matcher
from bot.core.matching.meaning import Encoder
from bot.core.messages import Message
from bot.core.working_days import WorkingDays
from bot.errors import Told
from bot.flows.ask import Ask
from bot.knowledge_files import Problem
from bot.settings import Settings
from bot.stores.guests import GuestsInMemory

_LOG = logging.getLogger(__name__)

LOCALES = Path(__file__).resolve().parent.parent / "config" / "locales"


class KnowledgeBroken(Told):
    """The knowledge folder has errors; nothing is answered from it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems if not problem.warning))
        self.problems = problems


def now() -> datetime:
    return datetime.now(UTC)


def today(zone: str = "Asia/Shanghai") -> date:
    return now().astimezone(ZoneInfo(zone)).date()


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


@dataclass
class Understanding:
    """The conversation in force: by words at first, at full strength as soon as that is ready."""

    knowledge: Knowledge
    draft: build.Draft
    settings: Settings
    working_days: WorkingDays
    conversation: Conversation

    @classmethod
    def open(cls, settings: Settings) -> "Understanding":
        # Several BLAS threads fighting for two cores cost a question hundreds of milliseconds at worst.
        threadpool_limits(limits=1, user_api="blas")
        with _unswept():
            knowledge = load_knowledge(settings.knowledge)
            draft = build.draft(knowledge, english.words(), settings.matching.courage)
            days = load_calendar(settings.calendar)
            return cls(knowledge, draft, settings, days, _conversation(knowledge, days, draft.matcher()))

    def strengthen(self) -> None:
        """Blocks for seconds (from the cache) or tens of seconds (the first time)."""
        kept = cache.FileCache(self.settings.data_dir / "cache")
        encoder: Encoder | None = None
        with _unswept():
            if self.settings.matching.encoder == "on":
                from bot.encoder import SentenceEncoder  # 100 MB: only where it is wanted

                encoder = SentenceEncoder(kept)
            matcher = build.full(self.draft, encoder, kept)
            self.conversation = _conversation(self.knowledge, self.working_days, matcher)

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


def _conversation(knowledge: Knowledge, days: WorkingDays, matcher: Matcher) -> Conversation:
    return Conversation(Answers(knowledge, days), matcher, locales.load(LOCALES))


def ask_flow(understanding: Understanding, clock: Callable[[], datetime] = now) -> Ask:
    return Ask(lambda: understanding.conversation, GuestsInMemory(), clock)


async def serve(settings: Settings) -> None:
    """Until a signal: Telegram with a token, else the console at a terminal, else nothing but waiting."""
    token = settings.telegram.token
    chatting = token is None and sys.stdin.isatty()
    level = "WARNING" if chatting and settings.log_level == "INFO" else settings.log_level
    logs.set_up(level, [token.get_secret_value()] if token else [])
    stop = _stop_signal()
    understanding = Understanding.open(settings)
    _LOG.info("answering by words while the meaning of the answers is being read")
    understanding.strengthen_beside(lambda: None)
    ask = ask_flow(understanding)
    if token is not None:
        from bot.channels.telegram.door import TelegramDoor  # costs a third of a second

        door = TelegramDoor(
            ask,
            token.get_secret_value(),
            settings.telegram.api_url,
            settings.telegram.proxy or None,
            settings.knowledge,
            side_by_side=settings.telegram.side_by_side,
        )
        await door.serve(stop)
    elif chatting:
        await _until(stop, Console(ask, sys.stdout).talk(_typed_lines()))
    else:
        _LOG.info("no TELEGRAM_TOKEN and no terminal: waiting for a stop signal")
        await stop.wait()


def _stop_signal() -> asyncio.Event:
    """Set by SIGTERM or SIGINT. Not the loop's own handlers: those are gone once it closes, and a second signal, which
    supervisors send, would then end the process as if it had crashed."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(*_: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return stop


async def talk(settings: Settings) -> None:
    """The console by itself: a person at a terminal, or a pipe read to its end at full strength."""
    logs.set_up("WARNING")
    understanding = Understanding.open(settings)
    console = Console(ask_flow(understanding), sys.stdout)
    if sys.stdin.isatty():
        understanding.strengthen_beside(lambda: None)
        await console.talk(_typed_lines())
    else:
        understanding.strengthen()
        await console.pipe(sys.stdin)


async def _until(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    running = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (running, stopping):
        task.cancel()
    await asyncio.gather(running, stopping, return_exceptions=True)


def _typed_lines() -> "asyncio.Queue[str | None]":
    """Lines typed at the terminal; None at the end. A daemon thread reads, so a stop does not wait for Enter."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, name="terminal", daemon=True).start()
    return lines


def check(settings: Settings, days: int | None) -> tuple[Problem, ...]:
    """Every problem of the knowledge folder and the calendar; with `days`, texts that expire by then are errors."""
    day = today()
    loaded = knowledge_files.load(settings.knowledge, day)
    calendar = office_calendar.load(settings.calendar, day)
    problems = dict.fromkeys((*loaded.problems, *knowledge_files.near_ways(loaded), *calendar.problems))
    if days is not None:
        stale = knowledge_files.stale_within(loaded, day, days)
        problems = {problem: None for problem in problems if str(problem) not in {str(one) for one in stale}}
        problems |= dict.fromkeys(stale)
    return tuple(problems)


def shown(reply: Reply) -> str:
    return "\n\n".join(_with_buttons(message) for message in reply.messages)


def _with_buttons(message: Message) -> str:
    labels = " | ".join(button.label for button in message.buttons)
    return plain(message.text) + (f"\n\n[{labels}]" if labels else "")
