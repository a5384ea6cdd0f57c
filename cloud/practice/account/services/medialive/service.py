"""Puts the parts of MediaLive together: books, answers, and what is watched every second."""

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.medialive.books import Books
from cloud.practice.account.services.medialive.channels import Channels
from cloud.practice.account.services.medialive.inputs import Inputs
from cloud.practice.account.services.medialive.watching import Watching
from cloud.practice.account.services.ownservice import ByRegion, serve

PATHS = (r"/prod/(?P<rest>.+)$",)


class MediaLive:
    """MediaLive in all regions."""

    def __init__(self, context: AccountContext) -> None:
        self._context = context
        self.books = ByRegion(Books)
        self.watching = Watching(context, self.books)

    def install(self) -> None:
        """Answer calls, and watch the channels."""
        channels = Channels(self._context, self.books, self.watching.alerts_of)
        inputs = Inputs(self._context, self.books)
        handlers = {**channels.handlers(), **inputs.handlers()}
        self._context.at_end(serve("medialive", PATHS, handlers))
        self._context.every(1.0, self.watching.look, "medialive-channels")
