"""When the database cannot be used for now, told apart from a statement that is wrong and will be wrong again."""

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.flows.ports import StoreAway

BUSY = frozenset({5, 6})
_SQLITE_AWAY = BUSY | {8, 10, 11, 13, 14, 26}
"""Busy, locked, read-only, input or output failed, malformed, full, cannot be opened, no database."""

_POSTGRESQL_AWAY = ("08", "28", "3D", "40", "53", "57", "58")
"""Classes of SQLSTATE: connection, login, no such database, undone for another's sake, no room, stopped, system."""


class told:  # noqa: N801 - a context manager is called like a function
    """Turns "the database cannot be used" into the one error that flows know; a wrong statement stays what it is."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is None or not _is_away(error):
            return
        cause = getattr(error, "orig", None) or error
        cause = cause.__cause__ or cause
        lines = str(cause).splitlines() or [""]
        raise StoreAway(f"{type(cause).__name__}: {lines[0]}") from error


def _is_away(error: BaseException) -> bool:
    if isinstance(error, (OSError, PoolTimeout)):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if (code := sqlite_code(cause)) is not None:
        return code in _SQLITE_AWAY
    if state := getattr(cause, "sqlstate", None):
        return str(state).startswith(_POSTGRESQL_AWAY)
    if not isinstance(error, DBAPIError):
        return False
    wrong_value = isinstance(error.orig and error.orig.__cause__, ValueError)
    return error.connection_invalidated or (isinstance(error, InterfaceError) and not wrong_value)


def sqlite_code(error: BaseException | None) -> int | None:
    """Without the details that the upper bits tell."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF
