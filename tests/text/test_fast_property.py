"""A fast property is computed once for each object, also for an object that the type checker takes for frozen."""

from app.text.fast_dataclass import fast_dataclass
from app.text.fast_property import fast_property

asked: list[str] = []


@fast_dataclass(frozen=True, eq=False)
class Name:
    text: str

    @fast_property
    def words(self) -> list[str]:
        """The words of the name."""
        asked.append(self.text)
        return self.text.split()


def test_a_fast_property_is_computed_once_for_each_object() -> None:
    asked.clear()
    emma, anna = Name("Emma Holm"), Name("Anna Berg")
    assert (emma.words, anna.words, emma.words) == (["Emma", "Holm"], ["Anna", "Berg"], ["Emma", "Holm"])
    assert emma.words is emma.words
    assert asked == ["Emma Holm", "Anna Berg"]


def test_the_class_shows_the_docstring_of_a_fast_property() -> None:
    assert Name.words.__doc__ == "The words of the name."
