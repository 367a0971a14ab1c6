"""The tables. Instants are whole milliseconds since 1970, UTC; what changes here needs a new migration.

`letters` is the outbox: one row is one message. `occasions` and `notices` are the ledger of what is said unasked: an
occasion is a reason to write ("seven days before the spring round closes"), a notice is that reason for one person,
so the key of `notices` is what makes it happen once. Several notices may be enclosed in one letter.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

metadata = MetaData()

OVER: ColumnElement[int] = literal_column("2")
"""Updates and letters in a state below it are open. Written out, not bound: else SQLite sees no index that fits."""

IN_WAITING: ColumnElement[int] = literal_column("0")
"""The state of notices that wait; written out for the same reason."""

_Id = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite

people = Table(
    "people",
    metadata,
    Column("id", _Id, primary_key=True),
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

_person = people.c.id

talks = Table(
    "talks",
    metadata,
    Column("person", _Id, ForeignKey(_person, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("subject", String(40)),
    Column("topic", Text),
    Column("updated", BigInteger, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", _Id, primary_key=True),
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
    Column("id", _Id, primary_key=True),
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

PENDING, SENDING, SENT, GONE, FAILED, UNKNOWN, DROPPED = range(7)

letters = Table(
    "letters",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("person", _Id, ForeignKey(_person, ondelete="CASCADE"), nullable=False),
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
    sqlite_autoincrement=True,  # else a letter in flight of somebody forgotten is taken for the next one written
)
_OPEN = text("state < 2")
Index("letters_open", letters.c.lane, letters.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("letters_open_of_a_person", letters.c.person, letters.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("letters_of_a_person", letters.c.person, letters.c.created)

follows = Table(
    "follows",
    metadata,
    Column("entity", String(40), primary_key=True),
    Column("window", String(40), primary_key=True),
    Column("person", _Id, ForeignKey(_person, ondelete="CASCADE"), primary_key=True),
    Column("since", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""`window` is empty where all rounds of a programme are followed."""
Index("follows_of_a_person", follows.c.person)

marks = Table(
    "marks",
    metadata,
    Column("person", _Id, ForeignKey(_person, ondelete="CASCADE"), primary_key=True),
    Column("entity", String(40), primary_key=True),
    Column("window", String(40), primary_key=True),
    Column("version", String(32), primary_key=True),
    Column("mark", String(8), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Rounds that somebody has done with: applied ("done") or not interested ("skip")."""

occasions = Table(
    "occasions",
    metadata,
    Column("id", _Id, primary_key=True),
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
    Column("occasion", _Id, ForeignKey(occasions.c.id), primary_key=True),
    Column("person", _Id, ForeignKey(_person, ondelete="CASCADE"), primary_key=True),
    Column("state", SmallInteger, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("letter", _Id),
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

pace = Table(
    "pace",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("free", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""When the next message may go out (GCRA in microseconds), one row for all replicas."""

audit = Table(
    "audit",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
)
