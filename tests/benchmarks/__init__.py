"""Measurements, never assertions: `make bench` prints a table and writes it as JSON."""
