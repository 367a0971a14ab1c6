"""A link as a QR code: for a poster, and to be looked at in the terminal first."""

import io
from typing import Literal

import segno

Form = Literal["png", "svg"]

_SCALE = 12
"""Pixels a module: 33 modules print at 300 dots an inch as wide as a thumb is long."""


def code(link: str, form: Form) -> bytes:
    """Readable with a quarter of it dirty; PNG or SVG, with the white border that scanners want."""
    out = io.BytesIO()
    segno.make_qr(link, error="q").save(out, kind=form, scale=_SCALE, border=4)
    return out.getvalue()


def drawn(link: str) -> str:
    """In signs of a terminal."""
    out = io.StringIO()
    segno.make_qr(link, error="m").terminal(out, compact=True, border=2)
    return out.getvalue()
