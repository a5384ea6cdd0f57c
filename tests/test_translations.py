import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import ACTIONS, MENU_TITLES
from tests.translations import QM_FILE, TS_FILE, engine_texts, update

PLACEHOLDER = re.compile(r"\{\w*\}|%\w")


def messages(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield context, source, translation and its state."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                translation.text or "",
                translation.get("type", "finished"),
            )


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they would be written now."""
    folder = tmp_path_factory.mktemp("translations")
    shutil.copy(TS_FILE, folder)
    update(folder / TS_FILE.name, folder / QM_FILE.name)
    return folder


def test_the_files_hold_every_text_and_no_other(regenerated: Path) -> None:
    now = set(messages(regenerated / TS_FILE.name))

    assert set(messages(TS_FILE)) == now, "bring them up to date: python -m tests.translations"


def test_the_compiled_file_is_the_one_of_the_texts(regenerated: Path) -> None:
    assert QM_FILE.read_bytes() == (regenerated / QM_FILE.name).read_bytes(), (
        "compile it anew: python -m tests.translations"
    )


def test_every_text_is_translated_into_japanese() -> None:
    left = [
        f"{c}: {s!r}" for c, s, text, state in messages(TS_FILE) if state != "finished" or not text
    ]

    assert not left, "\n".join(left)


def test_no_placeholder_is_lost_or_made_up() -> None:
    wrong = [
        f"{context}: {source!r} -> {text!r}"
        for context, source, text, _ in messages(TS_FILE)
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text))
    ]

    assert not wrong, "\n".join(wrong)


def test_a_menus_letter_is_kept() -> None:
    wrong = [
        f"{source!r} -> {text!r}"
        for context, source, text, _ in messages(TS_FILE)
        if context == "Actions" and not re.search(r"\(&[A-Z1-9]\)", text)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_text_is_taken_for_one_of_a_class_that_does_not_exist() -> None:
    contexts = {context for context, *_ in messages(TS_FILE)}

    assert all(name.isidentifier() for name in contexts), contexts


def test_sentences_of_engine_and_cloud_are_collected_from_where_they_are_written() -> None:
    texts = engine_texts()

    assert "There is no stream key." in texts
    assert "The practice cloud refused: {reason}" in texts
    assert "Test pattern" in texts
    assert "Picture height" in texts
    assert "The address has no host" in texts
    assert "The list of destinations" in texts
    assert "too many commands wait" in texts
    assert "The camera" in texts
    assert "Main screen" in texts


def test_no_letter_is_given_twice_within_a_menu() -> None:
    japanese = {source: text for name, source, text, _ in messages(TS_FILE) if name == "Actions"}
    lines = [("bar", str(title)) for title in MENU_TITLES.values()]
    lines += [(str(plan.menu), str(plan.text)) for plan in ACTIONS]
    letters = Counter((menu, *re.findall(r"&(\w)", japanese[line])) for menu, line in lines)

    assert not [letter for letter, count in letters.items() if count > 1]
