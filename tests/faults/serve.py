"""The bot with another clock: `python -m tests.faults.serve START SPEED` serves as if it were START when the epoch
SINCE (in the environment) passed, with time running SPEED times as fast."""

import asyncio
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app, settings


def main() -> None:
    start, speed = datetime.fromisoformat(sys.argv[1]).astimezone(UTC), float(sys.argv[2])
    since = float(os.environ["SINCE"])

    def clock() -> datetime:
        return start + timedelta(seconds=(time.time() - since) * speed)

    asyncio.run(app.serve(settings.load(Path("config/settings.yaml")), clock))


if __name__ == "__main__":
    main()
