"""A person at the door: asks, presses, and is remembered between two messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.actions import Action
from bot.core.conversation import Conversation, Reply
from bot.core.knowledge import Knowledge
from bot.core.messages import Speech
from bot.core.people import Person, Talk
from tests import tiny


@dataclass
class Somebody:
    """A person at the door, with what is remembered between two messages."""

    conversation: Conversation
    person: Person = field(default_factory=Person)
    talk: Talk = field(default_factory=Talk)

    def asks(self, question: str, language: str | None = None) -> Reply:
        return self._after(self.conversation.ask(question, self.person, self.talk, tiny.NOW, language))

    def presses(self, action: Action) -> Reply:
        return self._after(self.conversation.press(action, self.person, self.talk, tiny.NOW))

    def starts(self) -> Reply:
        return self._after(self.conversation.welcome(self.person, self.talk))

    def _after(self, reply: Reply) -> Reply:
        self.person, self.talk = reply.person, reply.talk
        return reply


def words(reply: Reply) -> str:
    return "\n\n".join(message.text for message in reply.messages)


def actions(reply: Reply) -> list[Action]:
    return [button.action for message in reply.messages for button in message.buttons]


def talking_about(knowledge: Knowledge, speeches: Mapping[str, Speech]) -> Somebody:
    return Somebody(tiny.conversation(knowledge, speeches))
