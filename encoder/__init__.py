"""Capture, encode and publish: settings, messages and errors of the engine, and its supervisor.

The engine itself (`encoder.engine`) runs as a process of its own and is never imported here.
"""
