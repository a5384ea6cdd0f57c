from desktop.rehearsal.patch import difference, patch_of
from encoder.scenes import Layer

BOX = Layer("box", "input", x=0.5, y=0.5, width=0.5, height=0.5)
WIDTH, HEIGHT = 64, 36


def picture(corner: int, rest: int) -> bytes:
    """Return BGRA rows with another brightness in the lower right quarter."""
    upper = bytes([rest]) * (WIDTH * 4) * (HEIGHT // 2)
    row = bytes([rest]) * (WIDTH * 2) + bytes([corner]) * (WIDTH * 2)
    return upper + row * (HEIGHT // 2)


def test_only_the_box_counts() -> None:
    dark = patch_of(picture(20, 0), WIDTH, HEIGHT, BOX)
    same = patch_of(picture(20, 255), WIDTH, HEIGHT, BOX)
    bright = patch_of(picture(220, 0), WIDTH, HEIGHT, BOX)

    assert len(dark) == 64
    assert difference(dark, same) == 0
    assert difference(dark, bright) == 200


def test_what_was_never_seen_differs_from_nothing() -> None:
    seen = patch_of(picture(20, 0), WIDTH, HEIGHT, BOX)

    assert patch_of(b"", 0, 0, BOX) == b""
    assert difference(b"", seen) == difference(seen, b"") == 0
