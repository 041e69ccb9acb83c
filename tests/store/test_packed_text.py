"""Packed texts: what was stored comes back, and short JSON shrinks."""

from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schemas.record import quotes_of, record_of
from app.store.packed_text import packed_text, unpacked_text
from tests.builders.drafts import article


@given(st.text())
def test_a_text_is_the_same_after_packing_and_unpacking(text: str) -> None:
    packed = packed_text(text)
    assert unpacked_text(packed) == text
    assert len(packed) <= len(text.encode()) + 1


def test_packing_the_json_of_quotes_and_blocks_at_least_halves_its_size() -> None:
    draft = article()
    quotes = [quote.model_dump_json() for quote in quotes_of(draft, indirect=True)]
    blocks = orjson.dumps([block.model_dump(mode="json") for block in record_of(draft).blocks]).decode()
    for text in (*quotes, blocks):
        assert len(packed_text(text)) < len(text.encode()) / 2


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param("01c31595de89450a958947e6a71cd9883b9460a9d5b21600", id="deflate"),
        pytest.param("022047e50000506172207961c49f64397d05fc33cfd0e0d028b80663c76f566a6a1d", id="zstd"),
    ],
)
def test_a_text_packed_by_an_earlier_version_can_still_be_unpacked(packed: str) -> None:
    text = '{"field":"body","text":"Kar yağdı","kind":"direct","start":0,"end":9}'
    assert unpacked_text(bytes.fromhex(packed)) == text


def test_threads_can_pack_and_unpack_at_the_same_time() -> None:
    texts = [orjson.dumps({"text": "Kar yağdı. " * number}).decode() for number in range(600)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: unpacked_text(packed_text(text)), texts)) == texts
