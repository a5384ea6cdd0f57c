"""AWS Lambda: functions that really run, each in a process of its own."""
