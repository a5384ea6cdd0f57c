"""AWS Elemental MediaLive of the practice account: states take time, inputs really receive."""

from cloud.practice.account.context import AccountContext


def install_medialive(context: AccountContext) -> None:
    """Answer MediaLive's calls from now on; the latest of a process counts."""
    from cloud.practice.account.services.medialive.service import MediaLive

    MediaLive(context).install()
