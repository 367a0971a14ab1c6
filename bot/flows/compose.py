"""Making an announcement: its texts as they were sent, whom it is for, when it goes, as long as it is a draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import get_args

from bot.core import audience, moments
from bot.core import broadcast_pages as pages
from bot.core.actions import Adjust
from bot.core.audience import MOST_IDS, Audience
from bot.core.broadcast_pages import Speeches
from bot.core.broadcasts import Broadcast, Kind, Rhythm, Source, corrected, uncorrected
from bot.core.follow_pages import Office
from bot.core.messages import Button, Message, Speech, literal
from bot.core.wishes import Sent
from bot.flows.dispatch import Dispatch
from bot.flows.ports import Broadcasts

STALE = timedelta(hours=1)
"""After so long what somebody writes is no answer to what was asked."""

MOST_MEDIA = 10
"""As many hang on one album."""

USUAL_END = timedelta(weeks=12)

Messages = tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody of the staff at their draft, now."""

    author: str
    now: datetime
    speech: Speech


class Compose:
    """Every method gives what the author sees next; what they changed is kept by then."""

    def __init__(
        self, broadcasts: Broadcasts, dispatch: Dispatch, office: Callable[[], Office], speeches: Speeches
    ) -> None:
        self._broadcasts = broadcasts
        self._dispatch = dispatch
        self._office = office
        self._speeches = speeches

    async def begin(self, kind: Kind, of: int | None, desk: Desk) -> Messages:
        draft = await self._broadcasts.draft(desk.author, kind, of, desk.now)
        language = desk.speech.language if desk.speech.language in self._languages() else self._languages()[0]
        return await self._ask(draft, f"text:{language}", desk)

    def overview(self, draft: Broadcast, desk: Desk) -> Messages:
        return (pages.overview(draft, self._office(), self._speeches, desk.speech),)

    async def change(self, draft: Broadcast, verb: str, value: str, desk: Desk) -> Messages | None:
        """A press under the draft; None for a verb that is not of drafts."""
        match verb:
            case "show":
                return self.overview(draft, desk)
            case "text" if value in self._languages():
                return await self._ask(draft, f"text:{value}", desk)
            case "to" | "all" | "by" | "who":
                return await self._whom(draft, verb, value, desk)
            case "ids" if value in {"in", "not"}:
                return await self._ask(draft, f"ids:{value}", desk)
            case "when":
                return self._times(draft, desk)
            case "at" | "each" | "until":
                return await self._when(draft, verb, value, desk)
            case "holds":
                return (pages.holding(draft, desk.now, self._dispatch.zone, desk.speech),)
            case "valid":
                return await self._holds(draft, value, desk)
            case "urgent":
                return await self._kept(replace(draft, urgent=value == "on"), desk)
        return None

    async def take(self, draft: Broadcast, sent: Sent, desk: Desk, asked: bool = True) -> Messages | None:
        """What the author sent, if it is for this draft; None if it is not. `asked`: the last question was about it."""
        step, _, value = draft.step.partition(":")
        if sent.edited:
            return await self._edited(draft, sent, desk)
        same = next((name for name, one in draft.sources.items() if sent.album and one.album == sent.album), None)
        if same is not None:
            return await self._more_of_album(draft, same, sent, desk)
        if not asked or draft.asked is None or desk.now - draft.asked > STALE:
            return None
        match step:
            case "text":
                return await self._text(draft, value, sent, desk)
            case "ids":
                return await self._ids(draft, value, sent.message.text, desk)
            case "at" | "until" | "valid":
                return await self._typed_moment(draft, step, sent.message.text, desk)
        return None

    async def _text(self, draft: Broadcast, language: str, sent: Sent, desk: Desk) -> Messages:
        if not sent.message.text.strip() and not sent.message.media:
            return (Message(desk.speech.say("cast-not-that")),)
        numbers = () if sent.number is None else (sent.number,)
        texts = {**draft.texts, language: self._dressed(sent.message, draft, language)}
        sources = {**draft.sources, language: Source(sent.album, numbers)}
        return await self._kept(replace(draft, texts=texts, sources=sources, step=""), desk)

    async def _edited(self, draft: Broadcast, sent: Sent, desk: Desk) -> Messages | None:
        """The author mended a message that they sent for the draft."""
        for language, source in draft.sources.items():
            if sent.number not in source.numbers:
                continue
            old, new = draft.texts[language], sent.message
            if source.album:
                at = source.numbers.index(sent.number)
                media = (*old.media[:at], *new.media[:1], *old.media[at + 1 :])
                new = replace(new if new.text else self._undressed(old, draft, language), media=media)
            texts = {**draft.texts, language: self._dressed(new, draft, language)}
            (page,) = await self._kept(replace(draft, texts=texts), desk)
            return (Message(desk.speech.say("cast-edited")), page)
        return None

    async def _more_of_album(self, draft: Broadcast, language: str, sent: Sent, desk: Desk) -> Messages:
        """Said nothing about: the album was answered with its first picture."""
        old, source = draft.texts[language], draft.sources[language]
        if sent.number is None or sent.number in source.numbers or len(old.media) >= MOST_MEDIA:
            return ()
        grown = replace(old, media=(*old.media, *sent.message.media), buttons=())
        if sent.message.text and not old.text:
            grown = replace(self._dressed(sent.message, draft, language), media=grown.media, buttons=())
        sources = {**draft.sources, language: Source(sent.album, (*source.numbers, sent.number))}
        kept = replace(draft, texts={**draft.texts, language: grown}, sources=sources)
        return () if await self._keep(kept, desk) else self._over(desk)

    def _dressed(self, message: Message, draft: Broadcast, language: str) -> Message:
        """As it goes out: with the way to stop, but under an album, which has no buttons; marked if it corrects."""
        speech = self._speeches(language)
        stop = Button(speech.say("button-letters-off"), Adjust("letters", "off"))
        if draft.kind == "correction":
            message = corrected(message, speech.say("cast-corrected"))
        return replace(message, buttons=(stop,) if len(message.media) < 2 else ())

    def _undressed(self, message: Message, draft: Broadcast, language: str) -> Message:
        mark = self._speeches(language).say("cast-corrected") if draft.kind == "correction" else ""
        return uncorrected(message, mark) if mark else message

    async def _ids(self, draft: Broadcast, way: str, text: str, desk: Desk) -> Messages:
        found, wrong = audience.ids(text)
        if not found or len(found) > MOST_IDS:
            return (Message(desk.speech.say("cast-ids-none", most=MOST_IDS)),)
        chosen = draft.audience
        for one in found:
            chosen = chosen.having("ids", one, "in" if way == "in" else "not")
        odd = ", ".join(literal(one) for one in wrong[:5])
        first = (Message(desk.speech.say("cast-ids-odd", odd=odd)),) if wrong else ()
        kept = replace(draft, audience=chosen, step="")
        return (*first, await self._people_page(kept, desk)) if await self._keep(kept, desk) else self._over(desk)

    async def _typed_moment(self, draft: Broadcast, step: str, text: str, desk: Desk) -> Messages:
        moment = moments.read(text, desk.now, self._dispatch.zone)
        if moment is None:
            return (Message(desk.speech.say("cast-time-unclear")),)
        if moment <= desk.now and step == "at":
            return (Message(desk.speech.say("cast-time-past", at=moment.astimezone(self._dispatch.zone))),)
        if step == "at":
            return await self._at(replace(draft, step=""), moment, desk)
        return await self._day(replace(draft, step=""), step, moment.astimezone(self._dispatch.zone).date(), desk)

    async def _whom(self, draft: Broadcast, verb: str, value: str, desk: Desk) -> Messages:
        if verb == "all":
            draft = replace(draft, audience=Audience())
        if verb == "who":
            pressed = pages.unpacked(value, self._office())
            if pressed is not None:
                draft = replace(draft, audience=pages.taken(draft.audience, *pressed))
                value = pressed[0]
        if verb in {"all", "who"} and not await self._keep(draft, desk):
            return self._over(desk)
        for kind in get_args(audience.Kind):
            if kind == value and verb in {"by", "who"}:
                people = await self._people(draft)
                return (pages.choices(draft, kind, people, self._office(), self._speeches, desk.speech),)
        return (await self._people_page(draft, desk),)

    async def _when(self, draft: Broadcast, verb: str, value: str, desk: Desk) -> Messages:
        if value == "type":
            return await self._ask(draft, verb, desk)
        if verb == "each":
            rhythm: Rhythm | None = next((one for one in get_args(Rhythm) if one == value), None)
            if draft.at is None:
                return self._times(draft, desk)
            first = draft.at.astimezone(self._dispatch.zone).date()
            until = (draft.until or first + USUAL_END) if rhythm else None
            kept = replace(draft, rhythm=rhythm, until=until, first=first if rhythm else None)
            return self._times(kept, desk) if await self._keep(kept, desk) else self._over(desk)
        if value == "now":
            kept = replace(draft, at=None, rhythm=None, until=None, first=None)
            return await self._kept(kept, desk)
        moment = _read(value, "%Y%m%d%H%M" if verb == "at" else "%Y%m%d")
        if moment is None:
            return self._times(draft, desk)
        if verb == "at":
            return await self._at(draft, moment.replace(tzinfo=self._dispatch.zone), desk)
        return await self._day(draft, "until", moment.date(), desk)

    async def _at(self, draft: Broadcast, moment: datetime, desk: Desk) -> Messages:
        if moment <= desk.now:
            return (Message(desk.speech.say("cast-time-past", at=moment)), *self._times(draft, desk))
        first = moment.astimezone(self._dispatch.zone).date() if draft.rhythm else None
        kept = replace(draft, at=moment, first=first)
        return self._times(kept, desk) if await self._keep(kept, desk) else self._over(desk)

    async def _day(self, draft: Broadcast, step: str, day: date, desk: Desk) -> Messages:
        first = (draft.at or desk.now) if step == "until" else desk.now
        if day < first.astimezone(self._dispatch.zone).date():
            return (Message(desk.speech.say("cast-day-past", day=day)),)
        if step == "until":
            kept = replace(draft, until=day)
            return self._times(kept, desk) if await self._keep(kept, desk) else self._over(desk)
        return await self._kept(replace(draft, valid_until=day), desk)

    async def _holds(self, draft: Broadcast, value: str, desk: Desk) -> Messages:
        if value == "type":
            return await self._ask(draft, "valid", desk)
        day = _read(value, "%Y%m%d")
        if day is not None:
            return await self._day(draft, "valid", day.date(), desk)
        return await self._kept(replace(draft, valid_until=None), desk)

    async def _ask(self, draft: Broadcast, step: str, desk: Desk) -> Messages:
        if not await self._keep(replace(draft, step=step, asked=desk.now), desk):
            return self._over(desk)
        what, _, value = step.partition(":")
        if what == "text":
            key = "cast-ask-text" if draft.kind == "notice" else "cast-ask-correction"
            language = pages.language_name(value, desk.speech)
            return (Message(desk.speech.say(key, language=language, number=draft.of or draft.id)),)
        return (Message(desk.speech.say(f"cast-ask-{what}")),)

    def _times(self, draft: Broadcast, desk: Desk) -> Messages:
        zone = self._dispatch.zone
        return (pages.times(draft, moments.choices(desk.now, zone), zone, desk.speech),)

    async def _people_page(self, draft: Broadcast, desk: Desk) -> Message:
        people = await self._people(draft)
        return pages.audiences(draft, people, self._office(), self._speeches, desk.speech)

    async def _people(self, draft: Broadcast) -> int:
        """Also while it has no text yet."""
        some = draft if draft.texts else replace(draft, texts={self._languages()[0]: Message("")})
        return sum((await self._dispatch.head_count(some)).values())

    async def _kept(self, draft: Broadcast, desk: Desk) -> Messages:
        return self.overview(draft, desk) if await self._keep(draft, desk) else self._over(desk)

    async def _keep(self, draft: Broadcast, desk: Desk) -> bool:
        return await self._broadcasts.keep(draft, desk.now)

    def _over(self, desk: Desk) -> Messages:
        return (Message(desk.speech.say("cast-over")),)

    def _languages(self) -> tuple[str, ...]:
        return self._office().knowledge.languages


def _read(value: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(value, form)  # noqa: DTZ007 - the office's own zone is put to it
    except ValueError:
        return None
