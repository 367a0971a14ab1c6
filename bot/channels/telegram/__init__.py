"""The Telegram door. Nothing outside this package imports `telegram`."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB warns about its next version unless it is asked to be it already
