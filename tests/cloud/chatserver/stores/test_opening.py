from pathlib import Path

import pytest

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.stores.dynamodb import DynamoStore
from cloud.chatserver.stores.opening import UnknownStore, store_for
from cloud.chatserver.stores.sqlite import SqliteStore


def test_a_file_is_opened(data_dir: Path) -> None:
    store = store_for(f"sqlite:{data_dir / 'chat.sqlite3'}")

    assert isinstance(store, SqliteStore)
    store.write("room", "a", [Envelope(1, "msg", 0)])
    store.close()
    assert (data_dir / "chat.sqlite3").exists()


def test_a_table_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    store = store_for("dynamodb:chat")

    assert isinstance(store, DynamoStore)
    store.close()


@pytest.mark.parametrize("name", ["", "sqlite", "sqlite:", "dynamodb:", "mysql:chat", "chat.db"])
def test_what_is_no_store_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(UnknownStore, match="sqlite:PATH or dynamodb:TABLE"):
        store_for(name)
