"""Workflow: open → propose → apply → verify → export. What the window and the command line call, and nothing else."""
