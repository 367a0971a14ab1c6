"""Announcements, staff, and letters that carry an announcement's text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state < 2")
OF_ONE = sa.text("broadcast IS NOT NULL")


def upgrade() -> None:
    _broadcasts()
    _texts()
    _staff()
    _letters()


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger()),
        sa.Column("rhythm", sa.String(length=8)),
        sa.Column("first", sa.String(length=10)),
        sa.Column("until", sa.String(length=10)),
        sa.Column("valid_until", sa.String(length=10)),
        sa.Column("of", ID),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.BigInteger()),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("tested", sa.String(length=64), nullable=False),
        sa.Column("approved", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("begun", sa.BigInteger()),
        sa.Column("ended", sa.BigInteger()),
        sa.Column("progress", ID),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("warned", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("broadcasts_by_state", "broadcasts", ["state"])


def _texts() -> None:
    op.create_table(
        "broadcast_texts",
        sa.Column("broadcast", ID, nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast"], ["broadcasts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("broadcast", "language"),
        sqlite_with_rowid=False,
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitations",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
        sqlite_with_rowid=False,
    )


def _letters() -> None:
    for name in ("broadcast", "original"):
        op.add_column("letters", sa.Column(name, ID))
    op.add_column("letters", sa.Column("messages", sa.Text()))
    op.add_column("letters", sa.Column("stopped", sa.BigInteger()))
    op.drop_index("letters_open", "letters")
    op.create_index("letters_open", "letters", ["lane", "due", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("letters_of_a_broadcast", "letters", ["broadcast", "state"])
    op.create_index(
        "letters_once_each",
        "letters",
        ["broadcast", "person"],
        unique=True,
        sqlite_where=OF_ONE,
        postgresql_where=OF_ONE,
    )
