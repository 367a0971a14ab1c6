"""Tables that a spreadsheet opens without a question, with Chinese in them, and without running anything."""

import csv as writer
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """UTF-8 with its mark, lines ended as Windows does; what a spreadsheet would take for a formula is text.

    >>> csv(["chat"], [["=1+1"], [-17]]).decode("utf-8-sig")
    "chat\\r\\n'=1+1\\r\\n-17\\r\\n"
    """
    out = io.StringIO(newline="")
    table = writer.writer(out)
    table.writerow([_safe(one) for one in header])
    table.writerows([_safe(one) for one in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
