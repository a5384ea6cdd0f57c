"""Stand-ins that tests hand in: they speak the same messages, without a process."""
