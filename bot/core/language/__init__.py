"""What the languages say of numbers, times and names; a further language is further data."""
