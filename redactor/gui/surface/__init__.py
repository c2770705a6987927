"""The head that a series shows: its face is looked for, and its surface is shown as others could render it."""
