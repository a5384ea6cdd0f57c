"""Layers of every kind, for tests of what is true of all of them."""

from hypothesis import strategies as st

from encoder.scenes import Crop, Layer

SHARES = st.one_of(st.floats(-1, 1), st.floats(-4, 5))
EXTENTS = st.floats(0.001, 5)
CROPS = st.builds(
    Crop, st.floats(0, 0.47), st.floats(0, 0.47), st.floats(0, 0.47), st.floats(0, 0.47)
)
LAYERS = st.builds(
    Layer,
    st.just("layer"),
    st.just("input"),
    x=SHARES,
    y=SHARES,
    width=EXTENTS,
    height=EXTENTS,
    fit=st.sampled_from(["contain", "cover", "stretch"]),
    crop=CROPS,
    opacity=st.floats(0, 1),
)
