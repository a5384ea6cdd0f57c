"""Amazon IVS of the practice account: its channels are channels of the practice ingest."""

from cloud.practice.account.context import AccountContext


def install_ivs(context: AccountContext) -> None:
    """Answer IVS's calls from now on; the latest of a process counts."""
    from cloud.practice.account.services.ivs.service import Ivs

    Ivs(context).install()
