from typing import Any

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.ivs.service import Ivs


def test_regions_do_not_know_each_other(account: AccountContext, ivs: Any) -> None:
    service = Ivs(account)
    service.install()
    ivs.create_channel(name="show")

    assert len(service.books["ap-northeast-1"].channels) == 1
    assert service.books["us-east-1"].channels == {}
