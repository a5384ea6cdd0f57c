from collections.abc import Iterator

import pytest

from cloud.practice.managedchat.knobs import NO_FAULTS
from tests.fakes.managedchat import ManagedService


@pytest.fixture
def service() -> Iterator[ManagedService]:
    service = ManagedService()
    yield service
    service.close()


def test_without_the_key_every_door_stays_shut(service: ManagedService) -> None:
    paths = (
        "/tokens/ivs", "/tokens/appsync", "/CreateChatToken", "/SendEvent", "/DeleteMessage",
        "/DisconnectUser", "/control/faults", "/control/expire",
    )  # fmt: skip

    answers = [service.post(path, {}, key="wrong") for path in paths]

    assert all("key" in answer["error"] for answer in answers)
    assert service.chats.board.knobs == NO_FAULTS


def test_a_token_is_what_its_wish_says(service: ManagedService) -> None:
    told = service.post(
        "/tokens/ivs", {"user": "mo", "name": "Mo", "role": "moderator", "badges": ["vip"]}
    )

    grant = service.chats.ivs_tokens.redeem(told["token"])
    assert grant is not None
    assert grant.asked.user_id == "mo"
    assert grant.asked.attributes == {"displayName": "Mo", "role": "moderator", "badges": "vip"}
    assert "DISCONNECT_USER" in grant.asked.capabilities
    assert {"tokenExpirationTime", "sessionExpirationTime"} < set(told)


def test_the_services_own_request_makes_tokens_too(service: ManagedService) -> None:
    asked = {"roomIdentifier": "room", "userId": "u", "sessionDurationInMinutes": 1}

    assert service.post("/CreateChatToken", asked)["token"]
    assert "error" in service.post("/CreateChatToken", {**asked, "sessionDurationInMinutes": 999})


@pytest.mark.parametrize("path", ["/tokens/ivs", "/tokens/appsync", "/control/faults"])
def test_what_can_not_be_is_refused_with_a_sentence(service: ManagedService, path: str) -> None:
    assert service.post(path, {"role": "emperor"})["error"]


def test_knobs_are_turned_from_outside(service: ManagedService) -> None:
    told = service.post("/control/faults", {"delay_ms": 50})

    assert told["delay_ms"] == 50
    assert service.chats.board.knobs.delay_ms == 50


def test_events_are_published_over_http_by_who_may(service: ManagedService) -> None:
    done = service.publish("/default/room", {"id": "a"}, {"id": "b"})
    wrong = service.publish("/nowhere/room", {"id": "a"})
    nobody = service.post("/event", {"channel": "/default/room", "events": ["1"]})

    assert len(done["successful"]) == 2
    assert wrong["errors"][0]["errorType"] == "BadRequestException"
    assert nobody["errors"][0]["errorType"] == "UnauthorizedException"
    assert service.post("/event", 7)["errors"]
