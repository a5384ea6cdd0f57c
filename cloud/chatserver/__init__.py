"""The chat server: what the chat patterns deploy, and what practice runs embedded.

An ASGI app. One node keeps its rooms in memory, many share a Redis; a store keeps what was said.
Where to look, each from the outside in:

    the node       nodeline, composing, server; options, serving, gauges, lag
    connections    admission, framesocket, engine, flatmanager, sockets, client, frames
    who may        doorkeeper, tokens, guests, ratelimits
    requests       desk, rules: speaking, moderating, directing; verdicts, blockedwords
    rooms          rooms, room; state, removals, timeline, timelinetail; overdue
    delivery       fanout, batches; presence
    HTTP           httpapi, mediaapi, polling, replayapi; httpanswers
    the one order  log: memorylog, or redislog (writer, tail, mending, archive, room, ring, scripts,
                   road); memorycounts, rediscounts
    for good       keeping; store: stores/; persister, roombacklog
    replay         replayreader, replayspans; chunks, roomchunks, chunksinks
"""
