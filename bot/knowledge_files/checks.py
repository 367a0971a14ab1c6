"""What a form cannot say: languages, Markdown, owners, dates, one file at a time. Each check knows its exact line."""

from collections.abc import Iterable, Mapping

from bot.core import knowledge
from bot.knowledge_files import attachments, markdown, scalars, schema
from bot.knowledge_files.draft import Draft
from bot.knowledge_files.problems import Place, did_you_mean, quoted
from bot.knowledge_files.read import Sheet

Steps = tuple[str | int, ...]

_LANGUAGES = ("en", "zh")


def texts(draft: Draft, sheet: Sheet, steps: Steps, given: Mapping[str, str]) -> Mapping[str, str]:
    """`given`, which stands at `steps` and should say the same in every language of the office."""
    languages(draft, sheet, steps, given)
    for language in draft.languages or ():
        if language not in given:
            draft.report.error(sheet.key(*steps), f"the text in {quoted(language)} is missing", f"add '{language}:'")
    return given


def markdown_texts(draft: Draft, sheet: Sheet, steps: Steps, given: Mapping[str, str]) -> Mapping[str, str]:
    """As `texts`, for texts with bold, lists and links; what Markdown does not understand of Chinese bold is mended."""
    mended = {language: markdown.mended(text) for language, text in texts(draft, sheet, steps, given).items()}
    for language, text in mended.items():
        _markdown(draft, sheet, (*steps, language), text)
    return mended


def languages(draft: Draft, sheet: Sheet, steps: Steps, given: Iterable[str], also: Iterable[str] = ()) -> None:
    """Every key of `given` is a language of this office; `also` are other keys that might have been meant."""
    for language in given:
        if draft.languages is None:
            draft.seen.setdefault(language)
        elif language not in draft.languages:
            what = "unknown key" if also else "unknown language"
            hint = did_you_mean(language, (*draft.languages, *also), "office.yaml lists the languages")
            draft.report.error(sheet.key(*steps, language), f"{what} {quoted(language)}", hint)


def answer_keys(draft: Draft, sheet: Sheet, steps: Steps, given: Mapping[str, str]) -> dict[str, str]:
    """The texts of an answer: keys that are no language are slips of the keyboard, told and left out."""
    keys = schema.Answer.model_fields
    known = draft.languages
    sound = {}
    for key, text in given.items():
        if key in known if known is not None else scalars.is_language(key):
            sound[key] = text
        else:
            hint = did_you_mean(key, (*keys, *(known or _LANGUAGES)))
            draft.report.error(sheet.key(*steps, key), f"unknown key {quoted(key)}", hint)
    if not sound and not known:
        draft.report.error(
            sheet.key(*steps), "the answer has no text", "add a text in a language, for example 'en: ...'"
        )
    return sound


def _markdown(draft: Draft, sheet: Sheet, steps: Steps, text: str) -> None:
    found = markdown.faults(text)
    if not found:
        return
    node, _ = sheet.node(*steps)
    raw = str(node.value)
    above = raw[: len(raw) - len(raw.lstrip())].count("\n")
    say = draft.report.error if draft.strict else draft.report.warn
    for fault in found:
        place = sheet.place(*steps)
        if node.literal:
            place = Place(sheet.path, node.line + 1 + above + fault.line, 1)
        say(place, fault.text, fault.hint)


def care(
    draft: Draft, sheet: Sheet, steps: Steps, given: schema.Care, above: knowledge.Care | None = None
) -> knowledge.Care:
    """Who keeps the text, with what is not said taken from `above`; complains of what is said here."""
    above = above or knowledge.Care()
    if given.owner is not None and draft.desks is not None and given.owner not in draft.desks:
        hint = did_you_mean(given.owner, draft.desks, "office.yaml lists the desks")
        draft.report.error(sheet.place(*steps, "owner"), f"unknown owner {quoted(given.owner)}", hint)
    _confirmed(draft, sheet, steps, given)
    return knowledge.Care(
        owner=given.owner or above.owner,
        verified=given.verified or above.verified,
        valid_until=given.valid_until or above.valid_until,
        sample=above.sample if given.sample is None else given.sample,
        mark=given.mark or above.mark,
    )


def _confirmed(draft: Draft, sheet: Sheet, steps: Steps, given: schema.Care) -> None:
    if given.verified and given.verified > draft.today:
        draft.report.warn(sheet.place(*steps, "verified"), f"verified on {given.verified}, which is still to come")
    if given.valid_until is None:
        return
    place = sheet.place(*steps, "valid_until")
    draft.terms[place] = given.valid_until
    if given.verified and given.valid_until < given.verified:
        draft.report.error(place, "valid_until lies before verified", "exchange them, or put the year right")


def national(draft: Draft, place: Place, is_so: knowledge.Care) -> None:
    """A rule of the country may only be told with the day on which somebody looked it up."""
    if is_so.mark == "national" and not is_so.sample and is_so.verified is None:
        hint = "add 'verified: YYYY-MM-DD', or 'sample: true'"
        draft.report.error(place, "a national rule without the day it was verified", hint)


def attached(
    draft: Draft, sheet: Sheet, steps: Steps, given: Iterable[schema.Attachment]
) -> tuple[knowledge.Attachment, ...]:
    found = []
    for number, one in enumerate(given):
        at = (*steps, "attachments", number)
        texts(draft, sheet, (*at, "names"), one.names)
        if fault := attachments.fault(one.path, draft.within):
            draft.report.error(sheet.place(*at, "path"), *fault)
        found.append(knowledge.Attachment(one.path, one.names))
    return tuple(found)
