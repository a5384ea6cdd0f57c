"""Amazon CloudWatch's alarms: when they change, what they say, and what they set off."""
