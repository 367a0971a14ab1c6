"""The composition root: builds everything from settings, reads the clock, owns every task."""

import asyncio
import fcntl
import io
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import knowledge_files, locales, logs, office_calendar
from bot.channels.console import HERE, Console, plain
from bot.core import digests
from bot.core.conversation import Reply
from bot.core.follow_pages import Office as Basis
from bot.core.messages import Message
from bot.errors import Told
from bot.flows.ports import Clock, Plan
from bot.knowledge_files import Problem
from bot.office import Office
from bot.settings import Settings
from bot.ticker import Ticker
from bot.understanding import LOCALES, Understanding, load_calendar, load_knowledge, today
from bot.watching import watch

_LOG = logging.getLogger(__name__)

CONSOLE_FILES = "console"
"""Folder in DATA_DIR where the console puts the files of an answer."""

RECOVERING = 30.0
"""Seconds between looks for letters whose sender died."""

WATCHING = 60.0
"""Seconds between looks at how many people announcements drive away."""

TIDYING = 6 * 3600.0


class AlreadyServed(Told):
    """Another process serves from the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: another process of Open Window serves from this folder. Stop it first, name another folder "
            "with DATA_DIR, or use PostgreSQL (DATABASE_URL), where several may serve"
        )


def now() -> datetime:
    return datetime.now(UTC)


async def serve(settings: Settings, clock: Clock = now) -> None:
    """Until a signal: Telegram with a token, else the console at a terminal, else nothing but waiting."""
    token = settings.telegram.token
    chatting = token is None and sys.stdin is not None and sys.stdin.isatty()
    level = "WARNING" if chatting and settings.log_level == "INFO" else settings.log_level
    logs.set_up(level, _secrets(settings))
    # The database answers from a thread of its own, which would wait 5 ms for its turn whenever a question is matched.
    sys.setswitchinterval(0.0005)
    stop = _stop_signal()
    with _alone(settings):
        understanding = Understanding(settings)
        _LOG.info("answering by words while the meaning of the answers is being read")
        understanding.strengthen_beside(lambda: None)
        office = await Office.open(settings, understanding, clock)
        async with _kept_going(office, "telegram" if token else "console", stop):
            if token is not None:
                await _telegram(office, stop)
            elif chatting:
                await _until(stop, _chat(office, settings.data_dir / CONSOLE_FILES))
            else:
                _LOG.info("no TELEGRAM_TOKEN and no terminal: waiting for a stop signal")
                await stop.wait()


async def _telegram(office: Office, stop: asyncio.Event) -> None:
    from bot.channels.telegram.door import TelegramDoor  # costs a third of a second

    settings = office.settings
    assert settings.telegram.token is not None
    door = TelegramDoor(
        office.attend,
        office.inbox,
        office.post_office,
        office.clock,
        settings.telegram.token.get_secret_value(),
        settings.telegram.api_url,
        settings.telegram.proxy or None,
        settings.knowledge,
        side_by_side=settings.telegram.side_by_side,
    )
    await door.serve(stop)


async def _chat(office: Office, files: Path) -> None:
    """A person at the terminal, with letters coming in between; `files` is where files are put."""
    console = Console(office.attend, sys.stdout, files)
    await office.guests.begin_anew(HERE)
    deliver = office.post_office({HERE.channel: console})
    delivering = asyncio.create_task(deliver.run(), name="letters")
    try:
        await console.talk(_typed_lines())
    finally:
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        await deliver.finish(1.0)


@asynccontextmanager
async def _kept_going(office: Office, channel: str, stop: asyncio.Event) -> AsyncIterator[None]:
    """What goes on beside the door: reminders, lost leases, tidying up, and edits of the files."""
    await office.recover(channel, started=True)
    ticker = Ticker()
    ticker.every(office.settings.reminders.every_seconds, office.tick)
    ticker.every(office.settings.announcements.every_seconds, office.conduct)
    ticker.every(WATCHING, office.conduct.watch_stops)
    ticker.every(RECOVERING, lambda: office.recover(channel))
    ticker.every(TIDYING, office.tidy)
    ticker.start()
    watching = asyncio.create_task(
        watch(office.settings.knowledge, office.settings.calendar, office.reread, stop), name="files"
    )
    try:
        yield
    finally:
        await ticker.stop()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await office.close()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """In SQLite one process serves at a time; the lock goes with the process, however it ends."""
    if settings.database_url is not None:
        yield
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / "serving.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyServed(settings.data_dir) from error
        yield


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
    logs.set_up("WARNING", _secrets(settings))
    understanding = Understanding(settings)
    office = await Office.open(settings, understanding, now)
    files = settings.data_dir / CONSOLE_FILES
    try:
        if sys.stdin is not None and sys.stdin.isatty():
            understanding.strengthen_beside(lambda: None)
            await _chat(office, files)
        else:
            understanding.strengthen()
            await office.guests.begin_anew(HERE)
            await Console(office.attend, sys.stdout, files).pipe(sys.stdin or io.StringIO())
    finally:
        await office.close()


async def remind(settings: Settings, moment: datetime, dry: bool) -> Plan:
    """Plans once; whoever serves from the same database delivers."""
    understanding = Understanding(settings)
    office = await Office.open(settings, understanding, now)
    try:
        return await office.remind(moment, dry)
    finally:
        await office.close()


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


def digest(settings: Settings, moment: Callable[[str], datetime], language: str) -> tuple[str, ...]:
    """What opens and closes soon, in parts for WeChat; `moment` gives the time in the zone of the office."""
    knowledge = load_knowledge(settings.knowledge)
    office = Basis(knowledge, load_calendar(settings.calendar))
    return digests.digest(office, moment(knowledge.zone), locales.load(LOCALES)[language])


def shown(reply: Reply) -> str:
    return "\n\n".join(_with_buttons(message) for message in reply.messages)


def _with_buttons(message: Message) -> str:
    labels = " | ".join(button.label for button in message.buttons)
    return plain(message.text) + (f"\n\n[{labels}]" if labels else "")


def _secrets(settings: Settings) -> list[str]:
    """What no log line may hold."""
    secrets = (settings.telegram.token, settings.database_url)
    return [one.get_secret_value() for one in secrets if one]
