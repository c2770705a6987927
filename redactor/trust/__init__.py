"""What is kept on this computer alone: keys, and the map that links results to their originals."""
