import struct

from encoder.mp4.boxes import Found, box, children, full_box


def test_a_box_begins_with_its_size_and_kind() -> None:
    assert box("free", b"ab", b"c") == struct.pack(">I", 11) + b"freeabc"


def test_a_full_box_has_version_and_flags() -> None:
    assert full_box("mvhd", 1, 0x0203, b"x") == box("mvhd", b"\1\0\2\3x")


def test_boxes_inside_are_found_in_order() -> None:
    content = box("aaaa", b"1") + box("bbbb", b"22")

    assert list(children(content)) == [Found("aaaa", 8, 9), Found("bbbb", 17, 19)]


def test_a_box_that_is_cut_off_or_lies_about_its_size_ends_the_search() -> None:
    whole = box("aaaa", b"1")

    assert len(list(children(whole + box("bbbb", b"22")[:-1]))) == 1
    assert len(list(children(whole + bytes(8)))) == 1
