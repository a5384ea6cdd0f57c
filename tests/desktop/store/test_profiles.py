from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.store.chatchoice import ChatChoice, ChatTaste
from desktop.store.profiles import (
    MOST_NAME,
    MOST_PROFILES,
    free_name,
    names,
    renamed,
    switched,
    with_new,
    without,
)
from desktop.store.settings import Settings
from encoder.settings import Canvas

SMALL = Canvas(640, 360, 30)


def test_a_new_profile_begins_as_a_copy_and_then_goes_its_own_way() -> None:
    before = Settings(canvas=SMALL, theme="light")

    made = with_new(before, "Game")
    assert (made.profile, made.canvas) == ("Game", SMALL)

    changed = replace(made, canvas=Canvas(1920, 1080, 60))
    back = switched(changed, before.profile)
    assert back.canvas == SMALL
    assert switched(back, "Game").canvas == Canvas(1920, 1080, 60)


def test_what_belongs_to_the_person_is_the_same_in_all_of_them() -> None:
    there = replace(with_new(Settings(), "Game"), theme="light", hotkeys={"record": "F9"})

    back = switched(there, Settings().profile)

    assert (back.theme, back.hotkeys) == ("light", {"record": "F9"})


def test_a_profile_that_does_not_exist_changes_nothing() -> None:
    settings = with_new(Settings(), "Game")

    assert switched(settings, "Talk") == settings
    assert without(settings, "Talk") == settings


def test_the_one_in_use_is_never_removed() -> None:
    settings = with_new(Settings(), "Game")

    assert without(settings, "Game") == settings
    assert names(without(settings, Settings().profile)) == ("Game",)


def test_renaming_keeps_the_others() -> None:
    settings = renamed(with_new(Settings(), "Game"), "Talk")

    assert names(settings) == tuple(sorted(("Talk", Settings().profile)))


def test_renaming_to_its_own_name_changes_nothing() -> None:
    settings = with_new(Settings(), "Game")

    assert renamed(settings, "Game") == settings


@given(st.lists(st.text(max_size=100), max_size=MOST_PROFILES + 5))
def test_names_are_never_empty_never_too_long_and_never_taken_twice(wanted: list[str]) -> None:
    settings = Settings()
    for name in wanted:
        settings = with_new(settings, free_name(settings, name))

    found = names(settings)
    assert len(set(found)) == len(found) <= MOST_PROFILES
    assert all(0 < len(name) <= MOST_NAME + 4 for name in found)


def test_each_profile_has_its_own_chat_and_the_reader_one_taste() -> None:
    taste = ChatTaste(text_scale=1.5)
    one = Settings(chat=ChatChoice("server", "https://chat.example.com", "show"), chat_taste=taste)

    two = replace(with_new(one, "Two"), chat=ChatChoice("off"))
    back = switched(two, one.profile)

    assert back.chat == one.chat
    assert back.chat_taste == taste
    assert switched(back, "Two").chat == ChatChoice("off")
