"""Choosing on a figure what is masked, what reminds of it in review, and masks carried to related series."""
