"""Follows, and the ledger of what is said unasked."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text, text

from bot.stores.tables.base import Id, metadata
from bot.stores.tables.guests import people

follows = Table(
    "follows",
    metadata,
    Column("entity", String(40), primary_key=True),
    Column("window", String(40), primary_key=True),
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), primary_key=True),
    Column("since", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""`window` is empty where all rounds of a programme are followed."""
Index("follows_of_a_person", follows.c.person)

marks = Table(
    "marks",
    metadata,
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), primary_key=True),
    Column("entity", String(40), primary_key=True),
    Column("window", String(40), primary_key=True),
    Column("version", String(32), primary_key=True),
    Column("mark", String(8), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Rounds that somebody has done with: applied ("done") or not interested ("skip")."""

ticks = Table(
    "ticks",
    metadata,
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), primary_key=True),
    Column("place", String(96), primary_key=True),
    Column("paper", String(40), primary_key=True),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Papers that somebody has: for one round ("entity/window/year"), or, where `place` is empty, for all."""

entries = Table(
    "entries",
    metadata,
    Column("uid", String(160), primary_key=True),
    Column("version", String(16), nullable=False),
    Column("sequence", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Calendar entries that were given out, and how often each has moved since; of nobody in particular."""

occasions = Table(
    "occasions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("entity", String(40), nullable=False),
    Column("window", String(40), nullable=False),
    Column("stage", String(40), nullable=False),
    Column("version", String(32), nullable=False),
    Column("offset", String(24), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("edge", BigInteger),
    Column("body", Text, nullable=False),
    Column("planned", BigInteger, nullable=False),
)
Index("occasions_of_a_window", occasions.c.entity, occasions.c.window, occasions.c.offset)

NOTICE_PENDING, ENCLOSED, NOTICE_DROPPED = range(3)

notices = Table(
    "notices",
    metadata,
    Column("occasion", Id, ForeignKey(occasions.c.id), primary_key=True),
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), primary_key=True),
    Column("state", SmallInteger, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("letter", Id),
    Column("reason", String(16)),
    sqlite_with_rowid=False,
)
_WAITING = text("state = 0")
Index("notices_waiting", notices.c.due, notices.c.person, sqlite_where=_WAITING, postgresql_where=_WAITING)
Index("notices_of_a_person", notices.c.person)

windows = Table(
    "windows",
    metadata,
    Column("entity", String(40), primary_key=True),
    Column("window", String(40), primary_key=True),
    Column("announced", Text, nullable=False),
    Column("current", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("changed", BigInteger),
    sqlite_with_rowid=False,
)
"""How each window was last told to its followers, and how it stands in the knowledge now."""

looks = Table(
    "looks",
    metadata,
    Column("of", String(20), primary_key=True),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""One row, of the reminders: when it was last looked what is due."""
