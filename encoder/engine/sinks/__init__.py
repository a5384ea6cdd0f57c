"""Where encoded packets go; each sink has its own queue and thread, so none waits for another."""
