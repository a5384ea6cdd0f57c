"""The cloud without an account: a process of its own that receives, measures and plays a stream.

`client` finds or starts it; everything else here runs inside it.
"""
