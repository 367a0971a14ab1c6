"""Understanding a question: which topics it may mean, how surely, and why."""
