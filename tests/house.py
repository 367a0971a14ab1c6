"""The office assembled for a test: the real flows over a real database in memory, around any conversation."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot import settings
from bot.core import packing
from bot.core.actions import Action
from bot.core.conversation import Conversation, Reply
from bot.core.follow_pages import Office as Basis
from bot.core.messages import Message, Speech
from bot.core.reminders import Rules
from bot.core.wishes import Press, typed
from bot.flows.ports import Address, Clock
from bot.flows.respond import Visit
from bot.office import Office
from bot.stores import schema
from bot.stores.database import Database

UNPACED = settings.Sending(a_second=0)


@dataclass
class Understood:
    """A conversation that does not change unless the test changes it."""

    conversation: Conversation
    rules: Rules = field(default_factory=Rules)

    @property
    def office(self) -> Basis:
        answers = self.conversation.answers
        return Basis(answers.knowledge, answers.working_days, self.rules)

    def speech(self, language: str | None) -> Speech:
        return self.conversation.speech(language)

    def reload(self) -> bool:
        return False

    def strengthen_beside(self, done: Callable[[], None]) -> None:
        done()


async def office(
    conversation: Conversation, clock: Clock, chosen: settings.Settings | None = None, database: Database | None = None
) -> Office:
    """Close it with `await office.close()`."""
    if database is None:
        database = Database.at(None)
    await schema.prepare(database)
    return Office.over(database, chosen or settings.Settings(sending=UNPACED), Understood(conversation), clock)


async def says(house: Office, address: Address, words: str, language: str | None = None) -> Reply:
    """Words typed at a door that shows the reply itself."""
    return await house.attend(Visit(address, typed(words), language))


async def presses(house: Office, address: Address, action: Action) -> Reply:
    return await house.attend(Visit(address, Press(packing.pack(action))))


def words(messages: tuple[Message, ...]) -> str:
    return "\n\n".join(message.text for message in messages)
