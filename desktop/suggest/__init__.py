"""Proposals: what a mention may be linked to, what may fill a role; pure functions, judged by the user."""
