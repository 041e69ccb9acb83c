"""A memo computes a value once, and forgets all values when it is full."""

from app.text.memo import Memo


def test_a_memo_computes_a_value_only_once() -> None:
    computed: list[int] = []

    def double(key: int) -> int:
        computed.append(key)
        return key * 2

    memo = Memo(double, 10)
    assert [memo[4], memo[4], memo[5]] == [8, 8, 10]
    assert computed == [4, 5]


def test_a_full_memo_is_emptied() -> None:
    memo = Memo(str, 3)
    assert [memo[number] for number in range(5)] == ["0", "1", "2", "3", "4"]
    assert dict(memo) == {3: "3", 4: "4"}
    assert memo[0] == "0"
