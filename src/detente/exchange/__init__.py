"""Event data of other projects in; files out."""
