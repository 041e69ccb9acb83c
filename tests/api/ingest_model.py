"""The expected results of posting, deleting and reading, in plain Python: the model for comparing the service."""

from dataclasses import dataclass, field

Condition = tuple[str, str] | None  # header, and `*`, `current` or `old`: which ETag of the article it names
GOOD, BAD = "good", "bad"


@dataclass
class Head:
    """A stored article that is not deleted. `version`: content of its newest page; `body`: that of its text."""

    version: int
    body: str
    page: bytes
    fetched: int
    born: int
    seq: int
    numbers: list[int]
    revision: int
    duplicate_of: str | None
    known: dict[tuple[int, int], int]  # number of the revision by version and time of its page


@dataclass(frozen=True)
class Post:
    """A page as posted. `name` identifies the article: its address or, without an address, its content."""

    name: str
    version: int
    body: str
    page: bytes
    fetched: int
    restore: bool = False


@dataclass(frozen=True)
class Expected:
    """An answer: status, outcome or slug of the problem, number of the revision, and the change that is recorded."""

    status: int
    told: str
    revision: int | None = None
    change: str | None = None


@dataclass
class Model:
    """All articles, stored and deleted."""

    seq: int = 0
    births: int = 0
    living: dict[str, Head] = field(default_factory=dict)
    buried: dict[str, int] = field(default_factory=dict)  # the highest revision there was

    def post(self, post: Post, condition: Condition = None) -> Expected:
        """Check in this order: deleted, preconditions, same content, older page."""
        head = self.living.get(post.name)
        if post.name in self.buried and not post.restore:
            return Expected(410, "gone")
        if not self.holds(post.name, condition):
            return Expected(412, "precondition-failed")
        if head is None:
            return self._create(post)
        if head.version == post.version:
            head.fetched = max(head.fetched, post.fetched)
            return Expected(200, "unchanged", head.revision)
        is_stale = post.fetched < head.fetched
        number = head.known.get((post.version, post.fetched)) if is_stale else None
        if number is None:
            number = head.known[post.version, post.fetched] = head.numbers[-1] + 1
            head.numbers.append(number)
        if is_stale:
            return Expected(200, "stale", number)
        self.seq += 1
        if head.body != post.body:
            head.duplicate_of = self.first_with(post, head.born)
        head.version, head.body, head.page, head.fetched = post.version, post.body, post.page, post.fetched
        head.revision, head.seq = number, self.seq
        return Expected(200, "revised", head.revision, "article.revised")

    def _create(self, post: Post) -> Expected:
        self.seq, self.births = self.seq + 1, self.births + 1
        first = self.first_with(post, self.births)
        number = self.buried.pop(post.name, 0) + 1
        known = {(post.version, post.fetched): number}
        self.living[post.name] = Head(
            *(post.version, post.body, post.page, post.fetched, self.births, self.seq, [number], number, first, known)
        )
        return Expected(201, "created", number, "article.created")

    def first_with(self, post: Post, born: int) -> str | None:
        """Return the oldest article with the body of this post that is not itself a duplicate of the posted article."""
        same = (
            name
            for name, other in self.living.items()
            if other.body == post.body and other.born < born and other.duplicate_of != post.name
        )
        return min(same, key=lambda name: self.living[name].born, default=None)

    def delete(self, name: str, condition: Condition = None) -> Expected:
        if name in self.buried:
            return Expected(410, "gone")
        if not self.holds(name, condition):
            return Expected(412, "precondition-failed")
        if name not in self.living:
            return Expected(404, "not-found")
        head = self.living.pop(name)
        self.seq += 1
        self.buried[name] = head.numbers[-1]
        return Expected(204, "", head.revision, "article.deleted")

    def read(self, name: str) -> Expected:
        """Return the expected answer to reading an article, its page or its revisions, and to extracting it again."""
        if name in self.living:
            return Expected(200, "unchanged", self.living[name].revision)
        return Expected(410, "gone") if name in self.buried else Expected(404, "not-found")

    def holds(self, name: str, condition: Condition) -> bool:
        if condition is None:
            return True
        header, tag = condition
        is_met = name in self.living and tag != "old"
        return is_met if header == "If-Match" else not is_met
