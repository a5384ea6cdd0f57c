"""Hypothesis strategies for any type of the contract, within the limits its fields declare."""

from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from hypothesis import strategies as st
from msgspec import Meta

from encoder.settings import StreamKey

TEXT = st.text(max_size=20)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
MAX_LENGTH = 2
BY_TYPE: dict[object, st.SearchStrategy[Any]] = {
    StreamKey: st.builds(StreamKey, TEXT),
    dict[str, object]: st.dictionaries(TEXT, TEXT | st.lists(st.integers(0, 9), max_size=3)),
    float: FLOAT,
    int: st.integers(-(2**53), 2**53),
    str: TEXT,
    type(None): st.none(),
}


def strategy(kind: object) -> st.SearchStrategy[Any]:
    """Return values of a message's or field's type, with every field filled."""
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        return st.builds(kind, **{field.name: strategy(field.type) for field in fields})
    if get_origin(kind) is Annotated:
        base, meta = get_args(kind)
        return _within(base, meta)
    options = get_args(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(options)
    if get_origin(kind) is dict:
        return st.dictionaries(strategy(options[0]), strategy(options[1]), max_size=MAX_LENGTH)
    if get_origin(kind) is tuple:
        if options[-1] is Ellipsis:
            return st.lists(strategy(options[0]), max_size=MAX_LENGTH).map(tuple)
        return st.tuples(*(strategy(option) for option in options))
    if options:
        return st.one_of([strategy(option) for option in options])
    assert isinstance(kind, type)
    return st.from_type(kind)


def _within(base: object, meta: Meta) -> st.SearchStrategy[Any]:
    if base is int:
        step = int(meta.multiple_of or 1)
        low, high = int(meta.ge or 0), int(meta.le or 2**31)
        return st.integers(-(-low // step), high // step).map(lambda count: count * step)
    if base is float:
        assert meta.le is not None
        low_f = meta.ge if meta.ge is not None else meta.gt
        return st.floats(low_f, meta.le, exclude_min=meta.gt is not None, allow_nan=False)
    assert base is str
    if meta.pattern is not None:
        return st.from_regex(meta.pattern, fullmatch=True)
    return st.text(min_size=meta.min_length or 0, max_size=min(20, meta.max_length or 20))
