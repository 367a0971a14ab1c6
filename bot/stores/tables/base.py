"""What all tables stand on."""

from sqlalchemy import BigInteger, ColumnElement, Integer, MetaData, literal_column

metadata = MetaData()

Id = BigInteger().with_variant(Integer, "sqlite")
"""Only INTEGER counts by itself in SQLite."""

OVER: ColumnElement[int] = literal_column("2")
"""Updates and letters in a state below it are open. Written out, not bound: else SQLite sees no index that fits."""

IN_WAITING: ColumnElement[int] = literal_column("0")
"""The state of notices that wait; written out for the same reason."""
