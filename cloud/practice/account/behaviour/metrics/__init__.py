"""Amazon CloudWatch's metrics: what is kept of them, and what can be calculated from them."""
