from PySide6.QtWidgets import QLabel

from cloud.models import Leftover, TeardownProof
from cloud.practice.accountmessages import ACCOUNT_ID
from desktop.clouding.situation import Deed, Work, happened
from desktop.panels.cloud.eventstab import EventsTab, ProofCard
from desktop.widgets.statuslamp import Lamp
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory
from tests.fakes.cloud import NOW


def tab(show: Shown, work: Work) -> EventsTab:
    made = EventsTab()
    show(made)
    made.take(about(cloudstory.ready(), work))
    return made


def story(*, fails: bool) -> Work:
    work = Work()
    for event in cloudstory.events(fails=fails):
        work = happened(work, event)
    return work


def test_the_first_failure_stands_on_top_whatever_failed_after_it(show: Shown) -> None:
    made = tab(show, story(fails=True))

    texts = " ".join(label.text() for label in made.failure.findChildren(QLabel))
    assert "First failure: Channel" in texts
    assert "quota is 5" in texts


def test_the_newest_event_comes_first(show: Shown) -> None:
    made = tab(show, story(fails=False))

    assert [fact.cells[1] for fact in made.table.facts][-1] == cloudstory.IVS
    assert made.table.facts[0].lamp is Lamp.OK


def test_it_says_when_nothing_has_happened_yet(show: Shown) -> None:
    assert "Nothing has happened" in tab(show, Work())._nothing.text()
    assert "Waiting" in tab(show, Work(Deed.APPLY))._nothing.text()


def proof(*left: Leftover) -> TeardownProof:
    return TeardownProof(
        cloudstory.IVS, ACCOUNT_ID, "us-east-1", NOW, (), left, ("tag:GetResources",)
    )


def test_a_clean_teardown_is_proven(show: Shown) -> None:
    kept = Leftover("arn:aws:dynamodb:a", "AWS::DynamoDB::Table", True, True)
    card = ProofCard()
    show(card)

    card.show_proof(proof(kept))

    assert "is gone" in card._title.text()
    assert "something that costs" not in card._title.text()
    assert "tag:GetResources" in card._words.text()
    assert "on purpose" in card.left.facts[0].cells[1]


def test_what_still_costs_money_is_named(show: Shown) -> None:
    card = ProofCard()
    show(card)

    card.show_proof(proof(Leftover("arn:aws:medialive:a", "AWS::MediaLive::Channel", False, True)))

    assert "something that costs money is left" in card._title.text()
    assert card.left.facts[0].lamp is Lamp.BAD
