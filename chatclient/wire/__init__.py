"""The chat protocol, for both its ends: what may be said, and how it looks as JSON.

`docs/chat-protocol.md` tells the same for those who write a client of their own. Nothing in here
does input or output.
"""
