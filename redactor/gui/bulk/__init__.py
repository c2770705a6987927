"""Saved masks over many files, in a window of their own: templates, groups, dry run, run, report."""
