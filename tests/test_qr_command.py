"""Posters: a code that a phone reads leads to the bot, at the right programme."""

import io
from pathlib import Path

import zxingcpp
from PIL import Image

from bot.renderings import qr
from tests.command_line import CommandLine


def read(png: bytes) -> str:
    found = zxingcpp.read_barcode(Image.open(io.BytesIO(png)))
    assert found is not None
    return str(found.text)


def test_a_code_is_read_back_as_the_link_it_is() -> None:
    link = "https://t.me/OpenWindowBot?start=semester-exchange"
    assert read(qr.code(link, "png")) == link
    assert qr.code(link, "svg").startswith(b"<?xml") and b"<svg" in qr.code(link, "svg")
    assert "█" in qr.drawn(link) or "▀" in qr.drawn(link)


def test_every_programme_gets_its_code(run: CommandLine) -> None:
    folder = run.place / "codes"
    ran = run("qr", "all", "--bot", "@CollegeBot", "--to", str(folder))
    assert ran.code == 0, ran.err
    found = {file.stem: read(file.read_bytes()) for file in folder.iterdir()}
    assert found["summer-tour"] == "https://t.me/CollegeBot?start=summer-tour"
    assert {*found} == {"summer-tour", "office"} and str(folder / "office.png") in ran.out


def test_without_a_file_the_terminal_shows_it(run: CommandLine) -> None:
    ran = run("qr", "summer-tour", "--bot", "CollegeBot")
    assert ran.code == 0 and "https://t.me/CollegeBot?start=summer-tour" in ran.out
    assert len(ran.out.splitlines()) > 15


def test_what_cannot_be_linked_is_told_with_the_way_out(run: CommandLine) -> None:
    unknown = run("qr", "summer-tuor", "--bot", "CollegeBot")
    assert unknown.code == 1 and "summer-tour" in unknown.err
    nameless = run("qr", "summer-tour")
    assert nameless.code == 1 and "--bot NAME" in nameless.err
    file = run("qr", "all", "--bot", "CollegeBot", "--to", str(Path("one.png")))
    assert file.code == 1 and "folder" in file.err
