from chatclient.wire.envelopes import User
from desktop.chatting.people import People


def test_a_name_is_found_whatever_its_width_case_and_kana() -> None:
    people = People()
    people.saw([User("u1", "Ａｋｉ"), User("u2", "カナ")])

    assert [user.id for user in people.named("aki")] == ["u1"]
    assert [user.id for user in people.named("かな")] == ["u2"]
    assert people.named("u1")[0].id == "u1"


def test_everybody_of_one_name_is_told() -> None:
    people = People()
    people.saw([User("u1", "Aki"), User("u2", "aki"), None])

    assert [user.id for user in people.named("AKI")] == ["u1", "u2"]


def test_who_spoke_last_is_offered_first_and_no_name_twice() -> None:
    people = People()
    people.saw([User("u1", "Aki"), User("u2", "Akira"), User("u3", "Aki"), User("u1", "Aki")])

    assert people.completions("ak", 8) == ("Aki", "Akira")
    assert people.completions("ak", 1) == ("Aki",)


def test_who_spoke_longest_ago_is_forgotten_beyond_the_bound() -> None:
    people = People(most=2)
    people.saw([User("u1", "Aki"), User("u2", "Bo"), User("u1", "Aki"), User("u3", "Cy")])

    assert len(people) == 2
    assert people.with_id("u2") is None
    assert people.with_id("u1") is not None


def test_a_new_name_replaces_the_old_one() -> None:
    people = People()
    people.saw([User("u1", "Aki"), User("u1", "Maki")])

    assert people.named("Aki") == ()
    assert people.completions("m", 3) == ("Maki",)
    assert (people.name_of("u1"), people.name_of("u9")) == ("Maki", "u9")
    people.forget()
    assert len(people) == 0
