"""The database's form, step by step and forward only; each step is a file in `versions`."""
