"""The outbox: one row is one message."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, String, Table, Text, text

from bot.stores.tables.base import Id, metadata
from bot.stores.tables.guests import people

PENDING, SENDING, SENT, GONE, FAILED, UNKNOWN, DROPPED, HELD = range(8)
"""`HELD` are letters of an announcement that is paused."""

letters = Table(
    "letters",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("place", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("done", SmallInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("resent", SmallInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("edge", BigInteger),
    Column("created", BigInteger, nullable=False),
    Column("settled", BigInteger),
    Column("reason", String(80)),
    Column("broadcast", Id),
    Column("original", Id),
    Column("question", BigInteger),
    Column("messages", Text),
    Column("stopped", BigInteger),
    sqlite_autoincrement=True,  # else a letter in flight of somebody forgotten is taken for the next one written
)
"""`broadcast`: whose text it carries. `original`: the letter that it corrects, recalls or
takes the place of. `question`: the channel's own number of the message that it answers. `messages`: the channel's
own numbers of what has arrived. `stopped`: when the person stopped all letters after this one."""
_OPEN = text("state < 2")
Index("letters_open", letters.c.lane, letters.c.due, letters.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("letters_of_a_broadcast", letters.c.broadcast, letters.c.state)
_OF_ONE = text("broadcast IS NOT NULL")
Index(
    "letters_once_each",
    letters.c.broadcast,
    letters.c.person,
    unique=True,
    sqlite_where=_OF_ONE,
    postgresql_where=_OF_ONE,
)
"""Nobody gets an announcement twice, whoever enqueues it and however often."""
Index("letters_open_of_a_person", letters.c.person, letters.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("letters_of_a_person", letters.c.person, letters.c.created)

pace = Table(
    "pace",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("free", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""When the next message may go out (GCRA in microseconds), one row for all replicas."""
