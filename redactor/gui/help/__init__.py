"""The user guide inside the program: chapters in Markdown, read without a network."""
