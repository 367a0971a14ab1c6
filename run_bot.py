"""Open Window's command line: it parses words, calls `bot.app`, prints and sets the exit code."""

import asyncio
import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot import typed

if TYPE_CHECKING:
    from bot import settings
    from bot.understanding import Understanding

HERE = Path(__file__).resolve().parent

app = typer.Typer(
    help="Open Window: the assistant of an Office of International Cooperation and Exchange. "
    "Without a command it serves until a stop signal.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
)
Config = Annotated[Path, typer.Option("--config", help="Settings file.")]
Folder = Annotated[Path | None, typer.Option("--knowledge", help="Knowledge folder.", show_default="from the settings")]
DEFAULT_CONFIG = HERE / "config" / "settings.yaml"


def main() -> None:
    """Errors that people can mend come as one line and exit code 1, never as a traceback."""
    from bot.errors import Told

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Told as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)


@app.callback(invoke_without_command=True)
def default(context: typer.Context, config: Config = DEFAULT_CONFIG, knowledge: Folder = None) -> None:
    if context.invoked_subcommand is None:
        serve(config, knowledge)
        return
    for name in ("config", "knowledge"):
        if str(getattr(context.get_parameter_source(name), "name", "")) != "DEFAULT":
            raise typer.BadParameter(f"goes after the command: run_bot.py {context.invoked_subcommand} --{name} …")


@app.command()
def serve(config: Config = DEFAULT_CONFIG, knowledge: Folder = None) -> None:
    """Serve until a stop signal: Telegram with TELEGRAM_TOKEN, else a console at this terminal, else wait."""
    from bot import app as root

    asyncio.run(root.serve(_settings(config, knowledge)))


@app.command()
def console(config: Config = DEFAULT_CONFIG, knowledge: Folder = None) -> None:
    """Talk here: a prompt at a terminal, one question a line from a pipe."""
    from bot import app as root

    asyncio.run(root.talk(_settings(config, knowledge)))


@app.command()
def check(
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
    stale_by: Annotated[str, typer.Option(help="Count texts that expire within this time as errors, e.g. 30d.")] = "",
) -> None:
    """Check the knowledge: one problem a line, exit 1 if any is an error."""
    from bot import app as root

    problems = root.check(_settings(config, knowledge), typed.days(stale_by))
    for problem in problems:
        print(problem)
    errors = sum(not problem.warning for problem in problems)
    print(f"{typed.counted(errors, 'error')}, {typed.counted(len(problems) - errors, 'warning')}", file=sys.stderr)
    sys.exit(1 if errors else 0)


@app.command()
def learn(config: Config = DEFAULT_CONFIG, knowledge: Folder = None) -> None:
    """Learn the knowledge now, so that the next start is at full strength within seconds."""
    _understanding(config, knowledge)
    print("Learned.", file=sys.stderr)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The question.")],
    lang: Annotated[str | None, typer.Option(help="Answer in en or zh.", show_default="the question's")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show candidates, scores and what was matched.")] = False,
    now: Annotated[str | None, typer.Option(help="Answer as of this local time, e.g. 2027-03-01T09:00.")] = None,
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Answer one question, at full strength."""
    from bot import app as root
    from bot import evaluating, reports
    from bot.core.people import Person, Talk

    understanding = _understanding(config, knowledge)
    moment = typed.moment(now, understanding.knowledge.zone)
    reply = understanding.conversation.ask(text, Person(), Talk(), moment, typed.language(lang))
    shown = root.shown(reply)
    if as_json:
        print(json.dumps(evaluating.as_json(reply) | {"text": shown}, ensure_ascii=False))
    else:
        print(shown)
    if why:
        reports.why(reply, sys.stderr if as_json else sys.stdout)


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="Questions or whole talks, one JSON object a line.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    predictions: Annotated[Path | None, typer.Option(help="Write one prediction a line here.")] = None,
    now: Annotated[str | None, typer.Option(help="Answer as of this local time.")] = None,
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Measure the answers on a file of questions or of whole talks."""
    from bot import evaluating, reports
    from bot.commands import talks
    from bot.core import evaluation
    from bot.core.asking import evaluation as of_talks

    questions, told = evaluating.read(file), talks.read(file)
    understanding = _understanding(config, knowledge)
    moment = typed.moment(now, understanding.knowledge.zone)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("asking", total=len(questions) + len(told))
        runs = list(evaluating.predict(understanding.conversation, questions, moment, lambda: progress.advance(task)))
        running = talks.predict(understanding.settings, understanding, told, moment, lambda: progress.advance(task))
        judged = asyncio.run(running)
    if predictions:
        evaluating.write(predictions, runs)
        talks.write(predictions, judged)
    groups = evaluation.grouped([evaluating.scored(*run) for run in runs]) if runs else {}
    shares = of_talks.grouped(judged)
    if as_json:
        figures = {name: dataclasses.asdict(one) for name, one in groups.items()}
        print(json.dumps(figures | {name: dataclasses.asdict(one) for name, one in shares.items()}))
        return
    if groups:
        reports.figures(groups, sys.stdout)
    if shares:
        reports.talks(shares, sys.stdout)


@app.command()
def remind(
    now: Annotated[str | None, typer.Option(help="Plan as of this local time, e.g. 2027-04-03T09:00.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count only; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Plan the reminders that are due, once. The running bot does so by itself, and delivers them."""
    from bot import app as root
    from bot import understanding

    settings = _settings(config, knowledge)
    moment = typed.moment(now, understanding.load_knowledge(settings.knowledge).zone)
    plan = asyncio.run(root.remind(settings, moment, dry_run))
    if as_json:
        print(json.dumps(dataclasses.asdict(plan)))
    else:
        would = "would be planned" if dry_run else "planned"
        print(f"{plan.due} due, {plan.planned} {would} ({plan.late} late), {plan.dropped} dropped (past or superseded)")


@app.command()
def digest(
    lang: Annotated[str, typer.Option(help="en or zh.")] = "zh",
    to: Annotated[Path | None, typer.Option(help="Write here instead; a second part beside it as NAME-2.")] = None,
    now: Annotated[str | None, typer.Option(help="As of this local time, e.g. 2027-03-01T09:00.")] = None,
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Print what opens and closes in the next two weeks as plain text for WeChat, in parts of at most 2,048 bytes."""
    from bot import app as root

    language = typed.language(lang)
    parts = root.digest(_settings(config, knowledge), lambda zone: typed.moment(now, zone), language or "zh")
    if to is None:
        print("\n\n----------\n\n".join(parts))
        return
    for number, part in enumerate(parts, 1):
        file = to if number == 1 else to.with_name(f"{to.stem}-{number}{to.suffix}")
        try:
            file.write_text(part, encoding="utf-8")
        except OSError as error:
            raise typer.BadParameter(f"{file} cannot be written ({error.strerror})", param_hint="--to") from error
        print(f"{file}: {len(part.encode())} bytes")


@app.command()
def qr(
    entity: Annotated[str, typer.Argument(help="A programme or service, e.g. semester-exchange, or all.")],
    to: Annotated[Path | None, typer.Option(help="Write a .png or .svg, or one .png each into a folder.")] = None,
    bot: Annotated[
        str, typer.Option(help="The bot's name in Telegram.", show_default="asked with TELEGRAM_TOKEN")
    ] = "",
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Make the QR code of the link that opens the bot at a programme."""
    from bot import links
    from bot.renderings import qr as code

    made = links.links(_settings(config, knowledge), entity, bot)
    if to is not None:
        for file in links.save(made, to):
            print(file)
        return
    for link in made.values():
        print(f"{code.drawn(link)}\n{link}\n")


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False, config: Config = DEFAULT_CONFIG
) -> None:
    """Count what waits, what was sent, and what nobody knows to have arrived. Exit 1 if staff should look."""
    from bot import operating, reports

    counts = asyncio.run(operating.status(_settings(config, None)))
    if as_json:
        print(json.dumps(counts))
    else:
        reports.counts(counts, sys.stdout)
    sys.exit(1 if counts["inbox"]["parked"] or counts["letters"]["unknown"] or counts["letters"]["failed"] else 0)


@app.command()
def resend(config: Config = DEFAULT_CONFIG) -> None:
    """Send once more the letters of which nobody knows whether they arrived (see status)."""
    from bot import operating

    print(f"{asyncio.run(operating.resend(_settings(config, None)))} wait to be sent again")


@app.command()
def broadcast(
    to: Annotated[
        str, typer.Option(help='everyone, lang:en, role:student, follows:ID …, joined by "and", "not" before one.')
    ],
    file: Annotated[Path, typer.Option(help="The text, small Markdown (in English, where there is --file-zh).")],
    file_zh: Annotated[Path | None, typer.Option(help="The Chinese text, for those who read Chinese.")] = None,
    urgent: Annotated[bool, typer.Option("--urgent", help="Do not wait for quiet hours to end.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count and show only.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Even if the very same went out in the last hour.")] = False,
    config: Config = DEFAULT_CONFIG,
    knowledge: Folder = None,
) -> None:
    """Send an announcement through the running bot, and watch it go. Exit 1 if some of it did not arrive."""
    from bot import operating

    files = {"en": file, "zh": file_zh} if file_zh else {"": file}
    order = operating.Order(to, files, urgent, dry_run, yes, again)
    sys.exit(asyncio.run(operating.broadcast(_settings(config, knowledge), order, Console())))


def _settings(config: Path, knowledge: Path | None) -> "settings.Settings":
    from bot import settings as reader

    loaded = reader.load(config)
    return loaded.model_copy(update={"knowledge": knowledge}) if knowledge else loaded


def _understanding(config: Path, knowledge: Path | None) -> "Understanding":
    """At full strength; the first time takes tens of seconds, and a terminal is told so."""
    from bot.understanding import Understanding

    understanding = Understanding(_settings(config, knowledge))
    with Console(stderr=True).status("Reading the meaning of the answers (up to a minute the first time) ..."):
        understanding.strengthen()
    return understanding


if __name__ == "__main__":
    main()
