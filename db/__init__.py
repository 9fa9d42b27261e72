"""The corpus: one SQLite file, usable from a script with no screen."""
