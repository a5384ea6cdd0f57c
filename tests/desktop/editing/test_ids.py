from desktop.editing.ids import fresh_id


def test_the_first_free_number_is_taken() -> None:
    assert fresh_id("layer", []) == "layer-1"
    assert fresh_id("layer", ["layer-1", "layer-3"]) == "layer-2"
