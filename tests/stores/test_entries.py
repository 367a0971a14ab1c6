"""Calendar entries count how often they have moved."""

from bot.stores.database import Database
from bot.stores.entries import Entries


async def test_an_entry_counts_its_moves_and_no_look(database: Database) -> None:
    entries = Entries(database)
    assert await entries.sequences({"a": "v1", "b": "v1"}) == {"a": 0, "b": 0}
    assert await entries.sequences({"a": "v1"}) == {"a": 0}
    assert await entries.sequences({"a": "v2", "b": "v1"}) == {"a": 1, "b": 0}
    assert await entries.sequences({"a": "v1"}) == {"a": 2}, "back again is a move as well"
    assert await entries.sequences({}) == {}
