"""Edits a programme: pure operations from one Programme to the next, undo, snapping, picking."""
