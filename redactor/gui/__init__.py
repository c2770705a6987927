"""The window. It shows and asks; it decides nothing."""
