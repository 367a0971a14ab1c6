"""What is said on both sides, whichever channel carries it."""
