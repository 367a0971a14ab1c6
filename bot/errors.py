"""Errors that a person at the command line can mend: one line with the place and the remedy, exit code 1."""


class Told(Exception):
    """Base of all of them; the text is shown as it is."""
