from chatclient.wire.envelopes import STAMPS, Role, User
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.commandtable import COMMANDS
from desktop.chatting.completion import EMOJI, MOST_OFFERS, offers_for
from desktop.chatting.people import People

HOST = CAPABILITIES[Role.HOST]


def people(*names: str) -> People:
    made = People()
    made.saw([User(str(at), name) for at, name in enumerate(names)])
    return made


def texts(typed: str, known: People | None = None) -> list[str]:
    names = (known or people("Aki", "Aki Tanaka", "Bo")).completions
    return [offer.text for offer in offers_for(typed, len(typed), names, HOST)]


def test_a_name_is_offered_behind_an_at_sign() -> None:
    assert texts("hello @ak") == ["@Aki Tanaka ", "@Aki "]
    assert texts("hello ＠ak") == ["@Aki Tanaka ", "@Aki "]
    assert texts("hello ak") == []


def test_an_offer_knows_what_it_replaces() -> None:
    (offer, *_) = offers_for("hi @bo!", 6, people("Bo").completions)

    assert (offer.start, offer.text, offer.shown) == (3, "@Bo ", "Bo")


def test_a_stamp_is_offered_behind_a_colon() -> None:
    assert texts(":c") == [":clap:", ":cry:"]
    assert texts(":") == []


def test_a_command_is_offered_to_who_may_give_it() -> None:
    assert texts("/p") == ["/purge ", "/panic ", "/pin ", "/poll "]
    assert offers_for("/p", 2, people().completions, frozenset()) == ()


def test_behind_a_command_stands_what_it_wants() -> None:
    assert texts("/ban a") == ["Aki Tanaka ", "Aki "]
    assert texts("/timeout Bo 1") == ["10s", "1m", "10m"]
    assert texts("/timeout Bo ")[:2] == ["10s", "1m"]
    assert texts("/members o") == ["on", "off"]
    assert texts("/effect s") == ["snow"]
    assert texts("/nothing a") == []


def test_offers_are_few_among_ten_thousand_names() -> None:
    crowd = people(*(f"user{at}" for at in range(10_000)))

    assert len(texts("@user", crowd)) == MOST_OFFERS
    assert texts("@user9999", crowd) == ["@user9999 "]


def test_every_command_is_offered_behind_a_slash() -> None:
    everything = frozenset(plan.capability for plan in COMMANDS)
    offered = offers_for("/", 1, lambda beginning, limit: (), everything)

    assert len(offered) == len(COMMANDS)


def test_amid_text_a_stamp_is_an_emoji() -> None:
    assert texts(":par") == [":party:"]
    assert texts("nice :par") == ["🎉"]
    assert set(EMOJI) == set(STAMPS)
