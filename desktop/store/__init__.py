"""What is kept on this computer; no Qt."""
