"""What the desktop knows about numbers over time; no Qt."""
