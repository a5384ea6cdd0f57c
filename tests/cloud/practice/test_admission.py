from cloud.practice.admission import Admission, Verdict


def test_a_free_name_is_given_to_anybody() -> None:
    assert Admission().ask(0, now_s=0) is Verdict.ADMITTED


def test_only_a_higher_priority_takes_over() -> None:
    admission = Admission()
    admission.ask(0, now_s=0)

    assert admission.ask(0, now_s=1) is Verdict.TAKEN
    assert admission.ask(5, now_s=1) is Verdict.TAKES_OVER
    assert admission.ask(5, now_s=2) is Verdict.TAKEN
    assert admission.ask(4, now_s=2) is Verdict.TAKEN
    assert admission.ask(6, now_s=2) is Verdict.TAKES_OVER


def test_priorities_are_forgotten_with_the_session() -> None:
    admission = Admission()
    admission.ask(9, now_s=0)
    admission.end(now_s=1)

    assert admission.ask(0, now_s=1) is Verdict.ADMITTED


def test_a_held_name_is_free_when_its_time_is_over() -> None:
    admission = Admission()
    admission.ask(3, now_s=0)
    admission.end(now_s=10, hold_s=30)

    assert admission.ask(3, now_s=39.9) is Verdict.TAKEN
    assert admission.is_held(39.9)
    assert admission.ask(0, now_s=40) is Verdict.ADMITTED
    assert not admission.is_held(41)


def test_a_held_name_is_outbid_or_released() -> None:
    admission = Admission()
    admission.ask(3, now_s=0)
    admission.end(now_s=10, hold_s=30)
    assert admission.ask(4, now_s=11) is Verdict.TAKES_OVER

    admission.end(now_s=12, hold_s=30)
    admission.release()
    assert admission.ask(0, now_s=13) is Verdict.ADMITTED
