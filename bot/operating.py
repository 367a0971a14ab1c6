"""What the operator does from the command line, in the database of the running bot."""

import asyncio
import fcntl
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.prompt import Confirm

from bot import locales
from bot.core import audience
from bot.core import text as writing
from bot.core.actions import Adjust
from bot.core.broadcasts import Broadcast, Tally
from bot.core.follow_pages import Office as Basis
from bot.core.knowledge import Knowledge
from bot.core.messages import Button, Message
from bot.errors import Told
from bot.flows.dispatch import OPERATOR, Dispatch
from bot.flows.ports import HeadCount
from bot.office import opened, served
from bot.settings import Settings
from bot.stores.broadcasts import Broadcasts
from bot.stores.database import FILE, Database, DatabaseRefused
from bot.stores.records import Records
from bot.stores.sendings import Sendings
from bot.understanding import LOCALES, load_knowledge

LONGEST = 12_000
"""Characters of an announcement: three messages of a chat app."""

LATELY = timedelta(hours=1)
IDLE = 20.0
"""Seconds without a letter going out after which nobody seems to serve."""


class CannotAnnounce(Told):
    """An announcement that cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True)
class Order:
    """`files` by language; one alone, under "", is in the language that it is written in."""

    to: str
    files: Mapping[str, Path]
    urgent: bool = False
    dry_run: bool = False
    yes: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores and the flow that the operator uses."""

    knowledge: Knowledge
    broadcasts: Broadcasts
    sendings: Sendings
    dispatch: Dispatch


async def status(settings: Settings) -> Mapping[str, Mapping[str, int]]:
    """Raises `DatabaseRefused` where no bot has ever run."""
    async with _database(settings) as database:
        return await Records(database).counts()


async def resend(settings: Settings) -> int:
    """Letters of which nobody knows whether they arrived go out once more; how many. Raises as `status` does."""
    async with _database(settings) as database:
        records = Records(database)
        await records.note(OPERATOR, "resend", "", _now())
        return await records.resend_unknown(_now())


async def broadcast(settings: Settings, order: Order, screen: Console) -> int:
    """The exit code: 0 if everything that could arrive did, or waits for it; 1 if something failed or is in doubt."""
    knowledge = load_knowledge(settings.knowledge)
    wanted = _ordered(order, knowledge)
    async with _database(settings) as database:
        channels = served(settings)
        desk = Desk(
            knowledge, Broadcasts(database, channels), Sendings(database), _dispatch(settings, knowledge, database)
        )
        count = await desk.dispatch.head_count(wanted)
        _show(wanted, count, screen)
        if order.dry_run:
            return 0
        if not sum(count.values()):
            raise CannotAnnounce("nobody would get it, so nothing was sent")
        await _unsaid(desk, wanted, order)
        _agreed(order, sum(count.values()))
        number = await _begun(desk, wanted, sum(count.values()))
        if not _is_served(settings):
            screen.print("No bot serves from this folder at the moment: it goes out when one is started.")
            return 0
        return await _followed(desk, number, screen)


def _ordered(order: Order, knowledge: Knowledge) -> Broadcast:
    """Raises `CannotAnnounce` with the place and the remedy."""
    known = audience.Known(knowledge.languages, Basis(knowledge).keys())
    try:
        chosen = audience.read(order.to, known)
    except audience.Unclear as error:
        raise CannotAnnounce(f"--to {order.to!r}: {error.part!r} names nobody ({error.hint})") from error
    speeches = locales.load(LOCALES)
    texts = {}
    for language, file in order.files.items():
        text = _read(file)
        told = language or writing.language(text)
        stop = Button(speeches[told].say("button-letters-off"), Adjust("letters", "off"))
        texts[told] = Message(text, (stop,))
    return Broadcast(0, OPERATOR, audience=chosen, texts=texts, urgent=order.urgent)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig").replace("\x00", "").strip()
    except OSError as error:
        raise CannotAnnounce(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CannotAnnounce(f"{file}: is not UTF-8; save it as UTF-8 text") from error
    if not text:
        raise CannotAnnounce(f"{file}: is empty; write the announcement into it")
    if len(text) > LONGEST:
        raise CannotAnnounce(f"{file}: has {len(text)} characters, more than {LONGEST}; give the details as a link")
    return text


def _show(wanted: Broadcast, count: HeadCount, screen: Console) -> None:
    total = sum(count.values())
    people = "1 person" if total == 1 else f"{total} people"
    screen.print(f"To {audience.written(wanted.audience)}: {people}{', urgent' if wanted.urgent else ''}", markup=False)
    for (channel, language), number in sorted(count.items()):
        screen.print(f"  {channel}, text in {language}: {number}", markup=False)
    for language, message in wanted.texts.items():
        screen.print(Panel(Markdown(message.text), title=language))


def _agreed(order: Order, number: int) -> None:
    if order.yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise CannotAnnounce("nothing was sent: this is no terminal that could be asked; say --yes")
    if not Confirm.ask(f"Send it to {number} now?", default=False):
        raise CannotAnnounce("nothing was sent")


async def _unsaid(desk: Desk, wanted: Broadcast, order: Order) -> None:
    """A script that is run twice by mistake does not tell everybody twice."""
    if order.again:
        return
    for one in await desk.broadcasts.latest(("sending", "paused", "done"), 20):
        same = (one.words, one.audience) == (wanted.words, wanted.audience)
        if same and one.begun is not None and _now() - one.begun < LATELY:
            at = one.begun.astimezone(desk.dispatch.zone)
            raise CannotAnnounce(f"the very same went out at {at:%H:%M}, so nothing was sent; say --again to repeat it")


async def _begun(desk: Desk, wanted: Broadcast, shown: int) -> int:
    draft = await desk.broadcasts.draft(OPERATOR, "notice", None, _now())
    draft = replace(wanted, id=draft.id, created=draft.created)
    await desk.broadcasts.keep(draft, _now())
    done = await desk.dispatch.confirm(draft, shown, OPERATOR, _now())
    if done.result != "begun":
        raise CannotAnnounce(
            f"nothing was sent: there are {done.number} people by now, more than the {shown} shown; run it again"
            if done.result == "grown"
            else f"nothing was sent ({done.result})"
        )
    return draft.id


async def _followed(desk: Desk, number: int, screen: Console) -> int:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    idle = 0.0
    with Progress(*columns, console=screen) as progress:
        tally = await desk.sendings.tally(number, _now())
        task = progress.add_task("sending", total=tally.all)
        while tally.left > tally.asleep and idle < IDLE:
            await asyncio.sleep(0.5)
            before, tally = tally.over, await desk.sendings.tally(number, _now())
            idle = 0.0 if tally.over > before else idle + 0.5
            progress.update(task, completed=tally.over, total=tally.all, description=_told(tally))
    screen.print(_told(tally))
    if tally.asleep:
        screen.print(f"{tally.asleep} have quiet hours now; the bot writes to them when those end.")
    if tally.left > tally.asleep:
        screen.print(f"{tally.left - tally.asleep} still wait: it is paused, or no bot serves from this database.")
    return 1 if tally.failed or tally.unknown else 0


def _told(tally: Tally) -> str:
    counts = {
        "sent": tally.sent,
        "blocked": tally.blocked,
        "failed": tally.failed,
        "unknown": tally.unknown,
        "dropped": tally.dropped,
        "left": tally.left,
    }
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number or name in {"sent", "left"})


def _dispatch(settings: Settings, knowledge: Knowledge, database: Database) -> Dispatch:
    basis = Basis(knowledge)
    return Dispatch(Broadcasts(database, served(settings)), lambda: basis, settings.reminders.quiet)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    """To ask an empty database made for the asking would hide a mistyped folder."""
    if settings.database_url is None and not (settings.data_dir / FILE).exists():
        raise DatabaseRefused(f"{settings.data_dir}: no bot has run with this folder; DATA_DIR names another")
    database = await opened(settings)
    try:
        yield database
    finally:
        await database.close()


def _is_served(settings: Settings) -> bool:
    """Whether a bot holds the lock of the folder; of PostgreSQL nobody can tell."""
    if settings.database_url is not None:
        return True
    with (settings.data_dir / "serving.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _now() -> datetime:
    return datetime.now(UTC)
