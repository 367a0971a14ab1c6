"""Open Window, the assistant of an Office of International Cooperation and Exchange."""

import os

# Only single characters are looked up; pypinyin's 47,000 phrases would cost every start a tenth of a second.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
