"""Everything that can be captured: one module a kind."""
