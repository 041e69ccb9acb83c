"""What posting, deleting and reading again promise, in plain Python: the model that the service is compared with."""

from dataclasses import dataclass, field

Condition = tuple[str, str] | None  # header, and `*`, `current` or `old`: which ETag of the article it names
GOOD, BAD = "good", "bad"


@dataclass
class Head:
    """A living article. `version` names the content of its newest page, `body` that of its text alone."""

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
    """A page as it is posted. `name` stands for the article: its address, or its content where it has none."""

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
    """All articles, living and deleted."""

    seq: int = 0
    births: int = 0
    living: dict[str, Head] = field(default_factory=dict)
    buried: dict[str, int] = field(default_factory=dict)  # the highest revision there was

    def post(self, post: Post, condition: Condition = None) -> Expected:
        """Deleted comes before conditions, these before the same content, this before an older page."""
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
        """The first article with the body of this post that is older and does not name its article as the first."""
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
        """Reading an article, its page or its revisions; extracting it anew changes nothing."""
        if name in self.living:
            return Expected(200, "unchanged", self.living[name].revision)
        return Expected(410, "gone") if name in self.buried else Expected(404, "not-found")

    def holds(self, name: str, condition: Condition) -> bool:
        if condition is None:
            return True
        header, tag = condition
        is_met = name in self.living and tag != "old"
        return is_met if header == "If-Match" else not is_met
