"""Exports, each read again by a second program."""
