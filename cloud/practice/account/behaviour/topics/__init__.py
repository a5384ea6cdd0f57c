"""Amazon SNS: who confirmed, and how a notification reaches mailboxes, servers and functions."""
