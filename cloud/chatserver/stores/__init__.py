"""Where rooms are kept for good, one file for each kind of place; `opening` chooses."""
