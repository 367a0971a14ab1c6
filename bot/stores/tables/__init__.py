"""The tables. Instants are whole milliseconds since 1970, UTC; what changes here needs a new migration.

`letters` is the outbox: one row is one message. `occasions` and `notices` are the ledger of what is said unasked: an
occasion is a reason to write ("seven days before the spring round closes"), a notice is that reason for one person,
so the key of `notices` is what makes it happen once. Several notices may be enclosed in one letter.
"""

from bot.stores.tables.announcements import broadcast_texts, broadcasts, invitations, staff
from bot.stores.tables.base import IN_WAITING, OVER, metadata
from bot.stores.tables.guests import DONE, HANDLING, PARKED, WAITING, audit, inbox, people, questions, talks
from bot.stores.tables.ledger import (
    ENCLOSED,
    NOTICE_DROPPED,
    NOTICE_PENDING,
    entries,
    follows,
    looks,
    marks,
    notices,
    occasions,
    ticks,
    windows,
)
from bot.stores.tables.post import DROPPED, FAILED, GONE, HELD, PENDING, SENDING, SENT, UNKNOWN, letters, pace

__all__ = [
    "DONE", "DROPPED", "ENCLOSED", "FAILED", "GONE", "HANDLING", "HELD", "IN_WAITING", "NOTICE_DROPPED",
    "NOTICE_PENDING", "OVER", "PARKED", "PENDING", "SENDING", "SENT", "UNKNOWN", "WAITING", "audit",
    "broadcast_texts", "broadcasts", "entries", "follows", "inbox", "invitations", "letters", "looks", "marks",
    "metadata", "notices", "occasions", "pace", "people", "questions", "staff", "talks", "ticks", "windows",
]  # fmt: skip
