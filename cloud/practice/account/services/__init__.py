"""Services that moto lacks or has in part, fed by what really happens on this machine."""

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.bucketpolicies import install_bucket_policies
from cloud.practice.account.services.ivs import install_ivs
from cloud.practice.account.services.medialive import install_medialive


def install(context: AccountContext) -> None:
    """Complete moto's services; before the first request is served."""
    install_bucket_policies()
    install_ivs(context)
    install_medialive(context)
