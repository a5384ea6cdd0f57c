from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    BODIES,
    Action,
    DeleteBody,
    EffectBody,
    Kind,
    ModerationBody,
    User,
)
from cloud.chatserver.verdicts import KINDS, acted, dedupe, draft, no, short_id

MO = User("mo", "Mo")


def test_every_body_knows_its_kind() -> None:
    assert {kind: BODIES[kind] for kind in KINDS.values()} == BODIES


def test_the_record_comes_after_what_everybody_sees() -> None:
    record = ModerationBody(Action.DELETE, seq=3)

    verdict = acted(MO, 9, record, DeleteBody(3), EffectBody("snow"), id="x")

    assert [made.kind for made in verdict.drafts] == [Kind.DELETE, Kind.EFFECT, Kind.MODERATION]
    assert {(made.user, made.at_ms) for made in verdict.drafts} == {(MO, 9)}
    assert (verdict.answer.ok, verdict.answer.id) == (True, "x")


def test_a_draft_holds_its_body_as_the_wire_has_it() -> None:
    assert draft(DeleteBody(3), None, 1).body == {"seq": 3}


def test_no_has_its_code_and_nothing_else() -> None:
    verdict = no(Code.SLOW_MODE, 5, "a")

    assert (verdict.answer.ok, verdict.answer.code, verdict.answer.retry_ms) == (
        False,
        "slow_mode",
        5,
    )
    assert verdict.drafts == ()


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_keys_are_the_same_only_for_the_same_message(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert (dedupe(*one) == dedupe(*other)) == (one == other)
    assert dedupe(*one) != dedupe(*one, is_held=True)
    assert (short_id(*one) == short_id(*other)) == (one == other)
    assert len(short_id(*one)) <= 64
