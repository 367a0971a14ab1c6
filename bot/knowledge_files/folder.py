"""Which files of the folder are knowledge, and which lie where nobody will look."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.core import knowledge
from bot.knowledge_files import read
from bot.knowledge_files.problems import Place, Report, did_you_mean, reason

ASK = ".ask.yaml"
_KINDS: dict[str, knowledge.Kind] = {"programmes": "programme", "services": "service"}
_FAQ = "faq"
_TALKS = "talks"
_PARTS = (*_KINDS, _FAQ, _TALKS)
VOCABULARY = ("vocabulary.yaml", f"vocabulary{ASK}")
EMERGENCIES = ("emergencies.yaml", f"emergencies{ASK}")
ASSISTANT = "assistant.yaml"
PAPERS = "papers.yaml"
_TOP = ("office.yaml", f"office{ASK}", PAPERS, *VOCABULARY, *EMERGENCIES, ASSISTANT)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder, as it was given and as it really is; `names` are the files that count, relative and with `/`."""

    given: Path
    within: Path
    names: tuple[str, ...]

    def shown(self, name: str) -> str:
        """The path in messages: as staff typed it, without the way from the root of the disk."""
        start = Path(self.given.name) if self.given.is_absolute() else self.given
        return (start / name).as_posix().encode("utf-8", "backslashreplace").decode()

    def sheet(self, name: str, report: Report) -> read.Sheet | None:
        return read.read(self.given / name, self.shown(name), self.within, report)

    def entities(self) -> Iterator[tuple[str, knowledge.Kind]]:
        for name in self.names:
            part = name.partition("/")[0]
            if part in _KINDS and not name.endswith(ASK):
                yield name, _KINDS[part]

    def asks(self) -> Iterator[str]:
        """Ways to ask about entities."""
        others = (f"{_FAQ}/", f"{_TALKS}/", *VOCABULARY, *EMERGENCIES)
        yield from (name for name in self.names if name.endswith(ASK) and not name.startswith(others))

    def talks(self) -> Iterator[str]:
        yield from (name for name in self.names if name.startswith(f"{_TALKS}/"))

    def faqs(self) -> Iterator[str]:
        yield from (name for name in self.names if name.startswith(f"{_FAQ}/"))


def survey(given: Path, report: Report) -> Folder | None:
    """The folder with the names of its files; None when there is nothing to read."""
    top = Place(given.name or str(given), 1, 1)
    try:
        within = given.resolve(strict=True)
        names = sorted(_listed(given))
    except (OSError, RuntimeError, ValueError) as error:
        report.error(top, f"the knowledge folder cannot be read: {reason(error)}", "name another with --knowledge")
        return None
    folder = Folder(given, within, tuple(name for name in names if _counts(name)))
    if not folder.names:
        report.error(top, "the folder holds no knowledge", "it needs office.yaml, or at least one faq/*.yaml")
        return None
    for name in names:
        if not _counts(name):
            report.warn(Place(folder.shown(name), 1, 1), "this file is not read", _where(name))
    return folder


def _listed(given: Path) -> Iterator[str]:
    """Everything named *.yaml or *.yml, two folders deep and no further: somebody may name the root of the disk."""
    for item in given.iterdir():
        if _is_yaml(item):
            yield item.name
        elif item.is_dir() and not item.name.startswith("."):
            yield from (name for name in _inside(item, item.name in _PARTS))


def _inside(part: Path, deeper: bool) -> Iterator[str]:
    try:
        items = list(part.iterdir())
    except OSError:
        if deeper:
            raise
        return
    for item in items:
        if _is_yaml(item):
            yield f"{part.name}/{item.name}"
        elif deeper and item.is_dir():
            yield from (f"{part.name}/{name}" for name in _inside(item, deeper=False))


def _is_yaml(item: Path) -> bool:
    """Editors keep their half-written copies under names that begin with a dot or a tilde."""
    return item.suffix.casefold() in (".yaml", ".yml") and not item.name.startswith((".", "~", "#"))


def _counts(name: str) -> bool:
    part, slash, rest = name.partition("/")
    if not slash:
        return name in _TOP
    return part in _PARTS and "/" not in rest and rest.endswith(".yaml")


def _where(name: str) -> str:
    *parts, file = name.split("/")
    if not file.endswith(".yaml"):
        return "name it *.yaml"
    if not parts:
        return did_you_mean(file, _TOP, f"move it into {', '.join(_PARTS)}")
    return did_you_mean(parts[0], _PARTS) if parts[0] not in _PARTS else f"move it up into {parts[0]}/"
