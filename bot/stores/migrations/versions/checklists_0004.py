"""Papers ticked off, how often calendar entries have moved, and which message an answer answers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("letters", sa.Column("question", sa.BigInteger(), nullable=True))
    op.create_table(
        "ticks",
        sa.Column("person", ID, nullable=False),
        sa.Column("place", sa.String(length=96), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "place", "paper"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entries",
        sa.Column("uid", sa.String(length=160), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sqlite_with_rowid=False,
    )
