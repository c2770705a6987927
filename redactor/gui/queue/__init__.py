"""The review queue: one series after another, by keys alone."""
