"""The function that gives hosts and moderators a token for a room of the chat."""
