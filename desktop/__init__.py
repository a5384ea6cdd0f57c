"""The studio: window, headless commands, and what is kept on this computer. Loads no Qt."""
