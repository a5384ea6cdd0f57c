"""The cloud side: what receives, plays, measures and costs, in an account or in practice."""
