"""What an operator types, and what is printed of it."""
