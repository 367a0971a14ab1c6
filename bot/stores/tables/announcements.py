"""Announcements, and the staff who make them."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from bot.stores.tables.base import Id, metadata

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author", String(80), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("audience", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("at", BigInteger),
    Column("rhythm", String(8)),
    Column("first", String(10)),
    Column("until", String(10)),
    Column("valid_until", String(10)),
    Column("of", Id),
    Column("step", String(40), nullable=False),
    Column("asked", BigInteger),
    Column("sources", Text, nullable=False),
    Column("tested", String(64), nullable=False),
    Column("approved", String(80), nullable=False),
    Column("mark", String(64), nullable=False),
    Column("planned", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("begun", BigInteger),
    Column("ended", BigInteger),
    Column("progress", Id),
    Column("tally", Text, nullable=False),
    Column("warned", String(8), nullable=False),
    sqlite_autoincrement=True,
)
"""Announcements, from the draft to the end. `mark` is what was confirmed, `progress` the letter that tells how far."""
Index("broadcasts_by_state", broadcasts.c.state)

broadcast_texts = Table(
    "broadcast_texts",
    metadata,
    Column("broadcast", Id, ForeignKey(broadcasts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The text of an announcement in each language, kept once however many get it."""

staff = Table(
    "staff",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("name", String(80), nullable=False),
    Column("since", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("by", String(80), nullable=False),
    Column("expires", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Open invitations to staff; the link itself is not kept, only its SHA-256. One that is used is gone."""
