"""Where a conversation stands: what it may be about, what was last understood, and what was offered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talks", sa.Column("belief", sa.Text(), nullable=True))
    op.add_column("talks", sa.Column("last", sa.Text(), nullable=True))
    op.add_column("talks", sa.Column("offered", sa.Text(), nullable=True))
    op.add_column("talks", sa.Column("marked", sa.String(length=40), nullable=True))
