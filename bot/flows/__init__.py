"""What the office does: one callable class a use case."""
