"""The commands that need no window and load no Qt; each returns its exit code."""
