"""Dialogs: each asks for one thing and hands back the answer."""
