"""The one font of every picture: it has Latin and Chinese, and comes with a package, whatever the machine has."""

import functools
import importlib.util
from pathlib import Path

from matplotlib.font_manager import FontProperties

_PACKAGE = "zhplot"
"""Only for Noto Sans SC, which it ships under the Open Font License; none of its code is run."""


def path() -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    folder = next(iter(found.submodule_search_locations or ())) if found else ""
    return Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"


@functools.cache
def font(size: float) -> FontProperties:
    """`size` in points."""
    return FontProperties(fname=str(path()), size=size)
