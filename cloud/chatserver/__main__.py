"""Runs one node: `python -m cloud.chatserver --port 8787`, or `livedesk chatserver`."""

import sys

from cloud.chatserver.nodeline import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
