from desktop.store.chatfindings import Card, ChatPlace, Excitement, Exported, SearchResult


def test_what_is_not_said_is_nothing() -> None:
    assert ChatPlace("room").epoch == ""
    assert SearchResult("q").hits == ()
    assert Card().user is None
    assert Excitement(0).messages == 0
    assert Exported("a.csv").problem == ""
