"""Mini-MIDI: synthetic instances full of invented identity, an answer key, and a scorer that reads with other tools.

Modelled on the actions that the MIDI-B challenge scored, with six of our own. Everything in it is made up, and the
numbers are no results of that challenge.
"""
