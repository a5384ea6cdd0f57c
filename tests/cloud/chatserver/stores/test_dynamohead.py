from cloud.chatserver.stores.dynamohead import RoomHead, head_of, moved, stretches


def item_of(head: RoomHead) -> RoomHead:
    (operation,) = moved("chat", "room", RoomHead(), head)
    return head_of(operation["Put"]["Item"])


def test_a_head_is_read_as_it_was_written() -> None:
    head = RoomHead("c", 30, 40, {"a": 1, "b": 20})

    assert item_of(head) == head
    assert head_of(None) == RoomHead()


def test_a_new_epoch_comes_after_those_before() -> None:
    head = RoomHead().advanced("a", 1, 10).advanced("a", 11, 20).advanced("b", 15, 16)

    assert head == RoomHead("b", 15, 16, {"a": 1})
    assert stretches(head) == [("a", 1, 14), ("b", 15, 2**53 - 1)]


def test_an_epoch_that_a_newer_one_took_the_place_of_is_not_read() -> None:
    head = RoomHead("c", 5, 9, {"a": 1, "b": 7})

    assert stretches(head) == [("a", 1, 4), ("c", 5, 2**53 - 1)]


def test_it_knows_what_is_kept() -> None:
    head = RoomHead("b", 15, 16, {"a": 1})

    assert [head.has("b", seq) for seq in (14, 15, 16, 17)] == [False, True, True, False]
    assert not head.has("a", 3)


def test_it_moves_only_from_what_was_seen() -> None:
    (first,) = moved("chat", "room", RoomHead(), RoomHead("a", 1, 2))
    (second,) = moved("chat", "room", RoomHead("a", 1, 2), RoomHead("a", 1, 3))

    assert first["Put"]["ConditionExpression"] == "attribute_not_exists(pk)"
    assert second["Put"]["ExpressionAttributeValues"][":seq"] == {"N": "2"}


def test_old_epochs_are_forgotten_in_the_end() -> None:
    head = RoomHead()
    for number in range(1, 300):
        head = head.advanced(f"epoch {number}", number, number)

    assert len(head.before) == 100
    assert "epoch 298" in head.before
