"""Whatever an ARN names gets what is brought."""

from pathlib import Path
from typing import Any

import pytest

from cloud.practice.account.behaviour.policies import Caller
from cloud.practice.account.behaviour.targets import Targets
from cloud.practice.account.context import AccountContext

WHO = Caller("events.amazonaws.com", "arn:who")


def test_each_kind_is_reached_in_its_own_way(tmp_path: Path) -> None:
    done: list[Any] = []
    targets = Targets(
        AccountContext(tmp_path),
        lambda *what: done.append(("invoke", *what)),
        lambda *what: done.append(("publish", *what)),
    )
    targets.tell_rules(lambda *what: done.append(("emit", *what)))

    targets.deliver("arn:aws:lambda:r:1:function:f", {"a": 1}, WHO)
    targets.deliver("arn:aws:sns:r:1:t", "text")
    targets.emit("r", "aws.x", "kind", {}, "arn:x")

    assert done == [
        ("invoke", "arn:aws:lambda:r:1:function:f", {"a": 1}, WHO),
        ("publish", "arn:aws:sns:r:1:t", "", '"text"', None),
        ("emit", "r", "aws.x", "kind", {}, ("arn:x",)),
    ]
    with pytest.raises(LookupError):
        targets.deliver("arn:aws:kinesis:r:1:s", {})
