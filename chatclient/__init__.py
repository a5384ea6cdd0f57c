"""The live chat beside the picture: rooms, messages, and the ways to reach a chat server."""
