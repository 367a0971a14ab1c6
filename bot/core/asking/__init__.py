"""What is made of a question once its topic is found: which of an answer's facts is told first."""
