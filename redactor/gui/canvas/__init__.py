"""The canvas: one image in a window, its mask, the outlines of its regions, and the mouse on it."""
