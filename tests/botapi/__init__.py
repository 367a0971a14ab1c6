"""A loopback Bot API server: what telegram.md knows of the real one, with faults to order and everything recorded."""
