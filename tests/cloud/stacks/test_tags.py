from cloud.stacks.tags import Mark, mark_of, tags_for


def test_a_mark_is_read_as_it_was_written() -> None:
    assert mark_of(tags_for("show", "live-ivs")) == Mark("show", "live-ivs")


def test_what_is_not_ours_has_no_mark() -> None:
    assert mark_of([{"Key": "team", "Value": "video"}]) == Mark("", "")
