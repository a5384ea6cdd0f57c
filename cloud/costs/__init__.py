"""What things cost: pure, from a table of rates that each have a source and a date."""
