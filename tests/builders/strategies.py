"""Hypothesis strategies that several tests share."""

from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "@value", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
