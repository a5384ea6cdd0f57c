"""Widgets that know only Qt and the theme; what they show is handed to them, already translated."""
