"""The chat server: what the chat patterns deploy, and what practice runs embedded.

An ASGI app. One node keeps its rooms in memory, many share a Redis; a store keeps what was said.
"""
