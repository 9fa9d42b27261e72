"""The application without Qt: session, edits, settings, logs, command line."""
