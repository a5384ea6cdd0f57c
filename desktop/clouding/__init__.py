"""The cloud page without Qt: what is known, in values that panels repaint from."""
