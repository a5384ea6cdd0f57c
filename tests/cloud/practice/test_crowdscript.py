from collections import Counter

from chatclient.wire.requests import Delete, Heart, OpenPoll, Request, Send, Timeout, Vote
from cloud.practice.crowdscript import CASHIER, MODERATOR, SPAM, CrowdScript, Deed


def played(script: CrowdScript, turns: int) -> list[Deed]:
    """What happens, with everything that is said seen by the crowd."""
    deeds: list[Deed] = []
    for turn in range(1, turns + 1):
        for deed in script.next_deeds():
            deeds.append(deed)
            match deed.request:
                case Send(text=text):
                    script.saw(turn, deed.user.id, text)
                case OpenPoll():
                    script.poll_opened("p1")
                case _:
                    pass
    return deeds


def kinds(deeds: list[Deed]) -> Counter[type[Request]]:
    return Counter(type(deed.request) for deed in deeds)


def test_the_same_crowd_plays_the_same_play() -> None:
    assert played(CrowdScript(20), 300) == played(CrowdScript(20), 300)
    assert played(CrowdScript(20), 300) != played(CrowdScript(20, seed=2), 300)


def test_another_crowd_says_nothing_under_the_same_ids() -> None:
    both = [played(CrowdScript(20, name=name), 100) for name in ("one", "two")]
    ids = [{d.request.id for d in deeds if isinstance(d.request, Send)} for deeds in both]

    assert not ids[0] & ids[1]


def test_every_feature_of_the_room_is_used() -> None:
    deeds = played(CrowdScript(200), 700)
    said = [deed.request for deed in deeds if isinstance(deed.request, Send)]

    assert {Send, Heart, Vote, OpenPoll, Delete, Timeout} <= set(kinds(deeds))
    assert any(each.stamp for each in said)
    assert any(each.reply_to for each in said)
    assert any("@" in each.text for each in said)


def test_money_comes_by_the_cashier_only() -> None:
    deeds = played(CrowdScript(50), 400)
    givers = {deed.user for deed in deeds if isinstance(deed.request, Send) and deed.request.amount}

    assert givers == {CASHIER}


def test_spam_is_taken_down_by_the_moderator_once() -> None:
    deeds = played(CrowdScript(50), 400)
    spam = [d for d in deeds if isinstance(d.request, Send) and d.request.text in SPAM]
    deleted = [d.request.seq for d in deeds if isinstance(d.request, Delete)]

    assert spam
    assert len(deleted) == len(set(deleted)) >= len(spam) - 1
    assert {d.user for d in deeds if isinstance(d.request, Delete | Timeout)} == {MODERATOR}


def test_no_two_deeds_share_an_id_and_names_are_different() -> None:
    script = CrowdScript(500)
    ids = [d.request.id for d in played(script, 500) if isinstance(d.request, Send)]

    assert len(ids) == len(set(ids))
    assert len({person.name for person in script.people}) == 500
