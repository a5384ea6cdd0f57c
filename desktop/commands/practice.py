"""`livedesk practice`: the practice ingest alone, with its addresses and keys as JSON."""
