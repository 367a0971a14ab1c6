"""What the matcher costs and what it is worth, measured: `make bench`, or `python -m tests.benchmarks --help`."""
