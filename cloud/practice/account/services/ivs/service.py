"""Puts the parts of Amazon IVS together: books, answers, and what is measured every second."""

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.ivs.books import Books
from cloud.practice.account.services.ivs.channels import Channels
from cloud.practice.account.services.ivs.furnishings import Furnishings
from cloud.practice.account.services.ivs.streams import Streams
from cloud.practice.account.services.ownservice import ByRegion, serve

PATHS = (r"/tags/(?P<arn>.+)$", r"/(?P<operation>[A-Za-z]+)$")


class Ivs:
    """Amazon IVS in all regions."""

    def __init__(self, context: AccountContext) -> None:
        self._context = context
        self.books = ByRegion(Books)
        self.streams = Streams(context, self.books)

    def install(self) -> None:
        """Answer calls, and look at the ingest every second."""
        handlers = {
            **Channels(self._context, self.books).handlers(),
            **Furnishings(self.books).handlers(),
            **self.streams.handlers(),
        }
        self._context.at_end(serve("ivs", PATHS, handlers))
        self._context.every(1.0, self.streams.look, "ivs-streams")
