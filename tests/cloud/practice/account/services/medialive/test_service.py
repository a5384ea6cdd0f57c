from typing import Any

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.medialive.service import MediaLive


def test_regions_do_not_know_each_other(account: AccountContext, medialive: Any) -> None:
    service = MediaLive(account)
    service.install()
    medialive.create_input_security_group(WhitelistRules=[])

    assert len(service.books["ap-northeast-1"].groups) == 1
    assert service.books["us-east-1"].groups == {}
