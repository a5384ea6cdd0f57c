import msgspec
import pytest

from cloud.settings import DEFAULT_REGION, Account, Identity, Mode, Region, StackName


def test_practice_is_what_nobody_has_to_choose() -> None:
    assert Account() == Account(Mode.PRACTICE, "", DEFAULT_REGION)
    assert Account().is_practice
    assert not Account(Mode.LIVE, "studio").is_practice


def test_an_account_is_kept_without_credentials() -> None:
    account = Account(Mode.LIVE, "studio", "eu-west-1")
    content = msgspec.json.encode(account)

    assert msgspec.json.decode(content, type=Account) == account
    assert msgspec.json.decode(content) == {
        "mode": "live",
        "profile": "studio",
        "region": "eu-west-1",
    }
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"secret": "x"}, Account)


@pytest.mark.parametrize("region", ["ap-northeast-1", "us-gov-west-1", "mx-central-1"])
def test_regions_look_like_regions(region: str) -> None:
    assert msgspec.convert(region, Region) == region


@pytest.mark.parametrize("region", ["", "tokyo", "eu-west-1/../x", "EU-WEST-1", "eu-west-12"])
def test_nothing_else_is_a_region(region: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(region, Region)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("show-1", True), ("A" * 100, True), ("A" * 101, False), ("1a", False), ("a_b", False)],
)
def test_a_stack_s_name_leaves_room_for_those_of_its_resources(name: str, is_one: bool) -> None:
    try:
        msgspec.convert(name, StackName)
    except msgspec.ValidationError:
        assert not is_one
    else:
        assert is_one


def test_an_identity_says_who_is_calling() -> None:
    identity = Identity(Account(), "123456789012", "arn:aws:iam::123456789012:user/me")

    assert msgspec.json.decode(msgspec.json.encode(identity), type=Identity) == identity
