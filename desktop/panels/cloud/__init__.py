"""The cloud page: catalogue, plan, price, events, resources, outputs, check."""
