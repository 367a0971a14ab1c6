"""A question, a press or a command of one person, answered; what is remembered of the person goes in and out."""

from collections.abc import Callable
from dataclasses import replace

from bot.core import actions
from bot.core.actions import Action, Browse, Speak
from bot.core.conversation import Conversation, Reply
from bot.core.messages import Message
from bot.core.people import Person, Talk
from bot.flows.ports import Address, Clock, Guests


class Ask:
    """`conversation` gives the one in force: it is swapped whole when knowledge or matcher change."""

    def __init__(self, conversation: Callable[[], Conversation], guests: Guests, clock: Clock) -> None:
        self._conversation = conversation
        self._guests = guests
        self._clock = clock

    async def question(self, address: Address, question: str, language: str | None = None) -> Reply:
        """`language` is what the channel knows of the person, until a question tells more."""
        conversation = self._conversation()
        person, talk = await self._who(address, language)
        return await self._kept(address, conversation.ask(question, person, talk, self._clock()))

    async def press(self, address: Address, data: str, language: str | None = None) -> Reply:
        """A button's packed data; what is unknown or old gets a kind word and the menu."""
        conversation = self._conversation()
        return await self.act(address, actions.unpack(data, conversation.answers.topics(), ("en", "zh")), language)

    async def act(self, address: Address, action: Action, language: str | None = None) -> Reply:
        person, talk = await self._who(address, language)
        return await self._kept(address, self._conversation().press(action, person, talk, self._clock()))

    async def start(self, address: Address, payload: str = "", language: str | None = None) -> Reply:
        """Welcome; a payload that names an entity or a topic ("semester-exchange", "office--dates") leads there."""
        conversation = self._conversation()
        person, talk = await self._who(address, language)
        topic = payload.replace("--", "#")
        entities = {known.partition("#")[0] for known in conversation.answers.topics()}
        if topic in conversation.answers.topics():
            return await self._kept(address, conversation.press(actions.Ask(topic), person, talk, self._clock()))
        if topic in entities:
            overview = actions.Ask(f"{topic}#overview")
            return await self._kept(address, conversation.press(overview, person, talk, self._clock()))
        return await self._kept(address, conversation.welcome(person, talk))

    async def help(self, address: Address, language: str | None = None) -> Reply:
        person, talk = await self._who(address, language)
        return await self._kept(address, self._conversation().help(person, talk))

    async def topics(self, address: Address, language: str | None = None) -> Reply:
        return await self.act(address, Browse(), language)

    async def languages(self, address: Address, language: str | None = None) -> Reply:
        return await self.act(address, Speak(), language)

    async def sorry(self, address: Address, number: str, language: str | None = None) -> Reply:
        """What somebody hears when handling failed; `number` stands in the log as well."""
        guest = await self._guests.find(address)
        text = await self.sentence(address, "failed", language, id=number)
        return Reply("unknown", None, (Message(text),), guest.person, guest.talk)

    async def sentence(self, address: Address, key: str, language: str | None = None, **values: str) -> str:
        """One of the bot's own sentences in the person's language."""
        person, _ = await self._who(address, language)
        return self._conversation().speech(person.language).say(key, **values)

    async def _who(self, address: Address, language: str | None) -> tuple[Person, Talk]:
        guest = await self._guests.find(address)
        person = guest.person if guest.person.language else replace(guest.person, language=language)
        return person, guest.talk

    async def _kept(self, address: Address, reply: Reply) -> Reply:
        before = await self._guests.find(address)
        await self._guests.keep(address, replace(before, person=reply.person, talk=reply.talk))
        return reply
