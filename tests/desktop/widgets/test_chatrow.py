from desktop.widgets.chatrow import ChatRow, RowBadge, RowKind


def test_a_row_is_spoken_with_what_its_signs_mean() -> None:
    row = ChatRow(1, time="12:30", author="aki", badges=(RowBadge("host", "Host"),), text="hello")

    assert row.spoken() == "aki (Host): hello, 12:30"


def test_what_the_presenter_says_is_spoken_first() -> None:
    assert ChatRow(1, text="x", accessible="12 messages are missing").spoken() == (
        "12 messages are missing"
    )


def test_a_row_is_copied_with_name_and_time() -> None:
    donation = ChatRow(
        1, RowKind.DONATION, time="12:30", author="aki", text="go", amount="¥500", tier=1
    )

    assert donation.written() == "12:30 aki: ¥500 go"
    assert ChatRow(2, RowKind.STAMP, author="aki", stamp="heart").written() == "aki: :heart:"
    assert ChatRow(3, RowKind.NOTICE, text="The show began").written() == "The show began"
