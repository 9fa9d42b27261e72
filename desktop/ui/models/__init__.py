"""Qt models: the session's rows as lists and tables."""
