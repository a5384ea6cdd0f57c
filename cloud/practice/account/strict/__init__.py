"""Refuses what AWS refuses and moto accepts, by AWS's own models and by rules written here."""
