"""What is due, planned: once, by whoever looks first, as often as anybody looks."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.core import changes, reminders
from bot.core.follow_pages import Office
from bot.core.reminders import Occasion
from bot.flows.ports import Ledger, Plan, Standing

_LOG = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=60)
"""A standstill longer than this is not made up for."""

_EVER = datetime(1970, 1, 1, tzinfo=UTC)

NEWS = timedelta(days=14)
"""A change that could not be told for so long is no news any more."""


class Remind:
    """`hold` is how long a changed date rests, so that several edits give one message."""

    def __init__(self, ledger: Ledger, office: Callable[[], Office], hold: timedelta = timedelta(minutes=10)) -> None:
        self._ledger = ledger
        self._office = office
        self._hold = hold
        self._versions: frozenset[str] | None = None

    async def __call__(self, now: datetime, dry: bool = False) -> Plan:
        """Plans everything that is due at `now`; `dry` only counts.

        `now` may lie ahead of an earlier or a later look; what was seen at a time that has not come does not count.
        """
        office, since = self._office(), await self._ledger.looked()
        since = since if since is None or since <= now else None
        standings = await self._ledger.windows() if dry else await self._looked(office, now)
        due = reminders.due(office.knowledge, office.days, office.rules, now - LOOK_BACK, now)
        known = [one for one in due if _known_before(one, standings, now)]
        if not dry:
            await self._let_go_of_what_moved(office, now)
        fresh = [one for one in known if since is None or one.at > since]
        plan = await self._ledger.plan(known, reminders.superseded(fresh), now, dry, since)
        if not dry:
            await self._ledger.look(now)
        if plan.planned or plan.dropped:
            extra = {"planned": plan.planned, "late": plan.late, "dropped": plan.dropped}
            _LOG.info("reminders were planned", extra=extra)
        return plan

    async def _looked(self, office: Office, now: datetime) -> dict[tuple[str, str], Standing]:
        """Compares the windows with what was told before; what has rested long enough is told."""
        before = await self._ledger.windows()
        after = changes.snapshots(office.knowledge)
        first = now if before else _EVER
        standings = {key: _now_known(before.get(key), after.get(key), now, first) for key in {*before, *after}}
        moved = {key: one for key, one in standings.items() if one and one != before.get(key)}
        if moved:
            await self._ledger.keep_windows(list(moved.values()))
        told = {key: one for key, one in standings.items() if one}
        for key, one in told.items():
            if one.changed is not None and not timedelta(0) <= now - one.changed < self._hold:
                told[key] = await self._tell(one, office, now)
        return told

    async def _let_go_of_what_moved(self, office: Office, now: datetime) -> None:
        """Whenever a date of a round or of a stage is another than at the last look, or at the first."""
        versions = reminders.versions(office.knowledge, office.days, now)
        if versions != self._versions:
            await self._ledger.drop_outdated(sorted(versions), now)
            await self._ledger.restore(sorted(versions), now)
            self._versions = versions

    async def _tell(self, one: Standing, office: Office, now: datetime) -> Standing:
        assert one.changed is not None
        change = changes.compare(one.announced, one.current, now, office.zone)
        if change is not None:
            texts = (changes.to_text(one.announced), changes.to_text(one.current) if one.current else "")
            version = sha256("\n".join((*texts, one.changed.isoformat())).encode()).hexdigest()[:10]
            entity, window = one.announced.entity, one.announced.window
            key = f"change/{entity}/{window}/{version}"
            occasion = Occasion(key, entity, window, "", version, change.kind, now, now + NEWS)
            followers = await self._ledger.announce(occasion, "\n".join(texts), now)
            _LOG.info("a change is told", extra={"window": f"{entity}/{window}", "kind": change.kind, "to": followers})
        rested = Standing(one.current or one.announced, one.current, one.since, None)
        await self._ledger.keep_windows([rested])
        return rested


def _known_before(one: Occasion, standings: Mapping[tuple[str, str], Standing], now: datetime) -> bool:
    """A date that was entered after its reminder was due is told by the change, not by a reminder that looks late."""
    standing = standings.get((one.entity, one.window))
    return standing is None or standing.since <= one.at or standing.since > now


def _now_known(
    before: Standing | None, after: changes.Snapshot | None, now: datetime, first: datetime
) -> Standing | None:
    """What is known of a window now; one seen for the first time is no change, and counts as known since `first`."""
    if before is None:
        return None if after is None else Standing(after, after, first)
    if before.current == after:
        return before
    if after is not None and after == before.announced:  # put back before anybody was told
        return Standing(after, after, before.since, None)
    return Standing(before.announced, after, now, now)
