"""Runs both managed chats alone: `python -m cloud.practice.managedchat --port 0`.

Prints one line of JSON: the port and the keys. With a certificate it speaks TLS only.
"""

import argparse
import json
import sys
from collections.abc import Sequence

import uvicorn

from cloud.practice.managedchat.app import Keys, ManagedChats
from cloud.practice.managedchat.serving import listen, uvicorn_config


def main(words: Sequence[str]) -> int:
    """Serve until the process is told to end."""
    parser = argparse.ArgumentParser(prog="managedchat", description="IVS Chat and AppSync Events")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--certificate", help="a file in PEM")
    parser.add_argument("--private-key", help="its key, a file in PEM")
    asked = parser.parse_args(words)
    keys = Keys()
    config = uvicorn_config(
        ManagedChats(keys).app, ssl_certfile=asked.certificate, ssl_keyfile=asked.private_key
    )
    with listen(asked.port) as listener:
        told = {"port": listener.getsockname()[1]}
        told |= {"api_key": keys.api_key, "service_key": keys.service_key}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        uvicorn.Server(config).run([listener])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
