"""The office, assembled: stores and flows over one database, around the understanding in force."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot import renderings
from bot.core.conversation import Conversation
from bot.core.follow_pages import Office as Basis
from bot.core.messages import Speech
from bot.flows.account import Account
from bot.flows.ahead import Ahead
from bot.flows.announce import Announce
from bot.flows.attend import Attend
from bot.flows.compose import Compose
from bot.flows.conduct import Conduct
from bot.flows.deliver import Deliver
from bot.flows.dispatch import Dispatch
from bot.flows.enlist import Enlist
from bot.flows.follow import Follow
from bot.flows.members import Members
from bot.flows.obey import Obey
from bot.flows.ports import Address, Carrier, Clock, StoreAway
from bot.flows.remind import Remind
from bot.flows.respond import Respond
from bot.flows.staff import Staff
from bot.flows.write import Write
from bot.settings import Settings
from bot.stores import schema
from bot.stores.broadcasts import Broadcasts
from bot.stores.checklist import Checklist
from bot.stores.database import Database, DatabaseRefused
from bot.stores.entries import Entries
from bot.stores.follows import Follows
from bot.stores.guests import Guests
from bot.stores.inbox import Inbox
from bot.stores.ledger import Ledger
from bot.stores.mailboxes import Mailboxes
from bot.stores.outbox import Outbox, Rate
from bot.stores.records import Records
from bot.stores.roster import Roster
from bot.stores.sendings import Sendings
from bot.understanding import KnowledgeBroken

_LOG = logging.getLogger(__name__)


class Understood(Protocol):
    """What is in force; see `bot.understanding`."""

    @property
    def conversation(self) -> Conversation: ...

    @property
    def office(self) -> Basis: ...

    def speech(self, language: str | None) -> Speech: ...

    def reload(self) -> bool: ...

    def strengthen_beside(self, done: Callable[[], None]) -> None: ...


@dataclass(frozen=True)
class Office:
    """Everything but the doors."""

    settings: Settings
    understanding: Understood
    database: Database
    guests: Guests
    inbox: Inbox
    records: Records
    attend: Attend
    staff: Staff
    remind: Remind
    roster: Roster
    dispatch: Dispatch
    conduct: Conduct
    clock: Clock

    @classmethod
    async def open(cls, settings: Settings, understanding: Understood, clock: Clock) -> "Office":
        """Raises `DatabaseRefused`."""
        return cls.over(await opened(settings), settings, understanding, clock)

    @classmethod
    def over(cls, database: Database, settings: Settings, understanding: Understood, clock: Clock) -> "Office":
        """Over a database that is ready."""
        guests, records, mailboxes = Guests(database), Records(database), Mailboxes(database)
        reminders = settings.reminders

        async def reload() -> tuple[str, ...]:
            return await _reloaded(understanding)

        owner = Address("telegram", settings.owner_id) if settings.owner_id else None
        roster, sendings = Roster(database), Sendings(database)
        members = Members(owner, roster)
        broadcasts = Broadcasts(database, served(settings))
        speech = understanding.speech

        def basis() -> Basis:
            return understanding.office

        dispatch = Dispatch(broadcasts, basis, reminders.quiet, settings.announcements.second_above)
        compose = Compose(broadcasts, dispatch, basis, speech)
        conduct = Conduct(broadcasts, sendings, dispatch, members, guests, speech, renderings.Files(), clock)
        announce = Announce(broadcasts, sendings, dispatch, compose, conduct, members, guests, basis, speech)
        enlist = Enlist(members, roster, broadcasts, guests, speech, settings.announcements.invitation_hours)
        staff = Staff(members, announce, enlist, sendings, guests, records, reload, speech, clock)
        follow = Follow(Follows(database), mailboxes, basis, reminders.most_a_week)
        ahead = Ahead(Follows(database), Checklist(database), Entries(database), basis, renderings.Files())
        account = Account(records, basis, reminders.quiet, settings.privacy.keep_days)

        def conversation() -> Conversation:
            return understanding.conversation

        obey = Obey(conversation, basis, follow, ahead, account, staff)
        respond = Respond(conversation, obey, follow, ahead, account, staff)
        attend = Attend(conversation, guests, respond, staff, clock)
        remind = Remind(Ledger(database), basis, timedelta(minutes=reminders.hold_minutes))
        doors = (guests, Inbox(database), records, attend, staff)
        return cls(settings, understanding, database, *doors, remind, roster, dispatch, conduct, clock)

    def post_office(self, carriers: dict[str, Carrier]) -> Deliver:
        channels = tuple(carriers)
        outbox = Outbox(self.database, channels, Rate(self.settings.sending.a_second), self.dispatch.free)
        reminders = self.settings.reminders
        write = Write(
            Mailboxes(self.database),
            lambda: self.understanding.office,
            self.understanding.speech,
            channels,
            reminders.most_a_week,
            reminders.quiet,
        )
        in_flight = self.settings.sending.in_flight
        return Deliver(outbox, write, carriers, self.clock, in_flight, self.attend.regret)

    async def recover(self, channel: str, started: bool = False) -> None:
        """What a process that died was doing; in SQLite, at the start, that is everything half done."""
        everything = started and self.database.embedded
        await Outbox(self.database, (channel,)).recover(self.clock(), everything)
        if started:
            await self.inbox.recover(channel, self.clock())

    async def tick(self) -> None:
        await self.remind(self.clock())

    async def tidy(self) -> None:
        """Lets go of what is older than it may be kept."""
        gone = await self.records.purge(self.clock(), timedelta(days=self.settings.privacy.keep_days))
        if any(gone.values()):
            _LOG.info("old records are gone", extra=dict(gone))

    async def reread(self) -> None:
        """The files changed: a broken one keeps what was known, and staff are told where it is broken."""
        problems = await _reloaded(self.understanding)
        if problems:
            await self.staff.tell_broken(problems)
        else:
            await self.tick()

    async def close(self) -> None:
        await self.database.close()


def served(settings: Settings) -> tuple[str, ...]:
    """The channels that a bot with these settings carries letters for."""
    return ("telegram",) if settings.telegram.token else ("console",)


async def opened(settings: Settings) -> Database:
    """The database in this program's form. An embedded one that cannot be used is told; another one is waited for."""
    url = settings.database_url.get_secret_value() if settings.database_url else None
    pause = 0.5
    while True:
        try:
            database = Database.at(url, settings.data_dir)
            await schema.prepare(database)
        except (StoreAway, OSError) as error:
            if url is None:
                raise DatabaseRefused(
                    f"{settings.data_dir}: the database cannot be used ({error}); "
                    "is the folder writable and the disk not full? DATA_DIR names another"
                ) from error
            _LOG.warning("the database cannot be reached; trying again", extra={"reason": str(error)})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)
        else:
            return database


async def _reloaded(understanding: Understood) -> tuple[str, ...]:
    """What is wrong, one problem a line; empty if the files are in force now."""
    try:
        to_learn = await asyncio.to_thread(understanding.reload)
    except KnowledgeBroken as error:
        problems = tuple(str(one) for one in error.problems if not one.warning)
        extra = {"problems": len(problems), "first": problems[0]}
        _LOG.error("the files are broken; what was known before stays", extra=extra)
        return problems
    _LOG.info("the files were read anew", extra={"to_learn": to_learn})
    if to_learn:
        understanding.strengthen_beside(lambda: None)
    return ()
