"""People, what they said, and what was received of them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.stores.tables.base import Id, metadata

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address", String(64), nullable=False),
    Column("language", String(16)),
    Column("chose_language", Boolean, nullable=False),
    Column("role", String(16)),
    Column("was_asked_role", Boolean, nullable=False),
    Column("year", SmallInteger),
    Column("department", String(80)),
    Column("zone", String(64)),
    Column("quiet", String(11)),
    Column("paused_until", BigInteger),
    Column("muted", Boolean, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("mail_lease", BigInteger, nullable=False),
    UniqueConstraint("channel", "address"),
)

talks = Table(
    "talks",
    metadata,
    Column("person", Id, ForeignKey(people.c.id, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("subject", String(40)),
    Column("topic", Text),
    Column("belief", Text),
    Column("last", Text),
    Column("offered", Text),
    Column("marked", String(40)),
    Column("updated", BigInteger, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("asked", BigInteger, nullable=False),
    Column("language", String(16)),
    Column("outcome", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("near", Text, nullable=False),
)
"""What went unanswered, masked; nothing in it says who asked."""

WAITING, HANDLING, DONE, PARKED = range(4)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("chat", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("tries", SmallInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("error", Text),
    UniqueConstraint("channel", "number"),
)
_UNHANDLED = text("state < 2")
Index("inbox_open", inbox.c.id, sqlite_where=_UNHANDLED, postgresql_where=_UNHANDLED)
Index("inbox_open_of_a_chat", inbox.c.chat, inbox.c.id, sqlite_where=_UNHANDLED, postgresql_where=_UNHANDLED)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
)
