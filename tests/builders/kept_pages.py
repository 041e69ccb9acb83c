"""An engine and a store for imports that need neither child processes nor a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.errors import NotHtml, NotReady
from app.extraction import Hints
from app.services.importer import Outcomes
from app.services.page_engine import Extracted, Wait, refusal
from app.services.page_sources import UNREADABLE, Item
from app.store.draft_rows import PackedDraft
from app.store.raw_pages import Page, compressed
from tests.builders.drafts import article


@dataclass
class Kept:
    """An engine that extracts nothing and keeps the pages it stores; it refuses pages without a tag."""

    pages: list[tuple[bytes, str | None, Hints]] = field(default_factory=list)
    breaks_at: int = 1_000
    ahead: int = 2

    def start(self, item: Item, hints: Hints) -> Wait:
        url = item.url
        try:
            page, url, known = item.read()
            if b"<" not in page:
                raise NotHtml("the text holds no HTML tag")
        except UNREADABLE as error:
            refused = refusal(error, url)
            return lambda: refused
        return lambda: Extracted(PackedDraft(article()), page=Page(compressed(page), url, {**known, **hints}))

    def close(self) -> None:
        pass

    def save(self, batch: Sequence[Extracted]) -> Outcomes:
        """Store one page of the batch; the store fails at the page `breaks_at`."""
        if len(self.pages) == self.breaks_at:
            raise NotReady("the database cannot be reached")
        page = batch[0].page or Page(compressed(b""))
        self.pages.append((page.content, page.url, Hints(**page.hints)))  # type: ignore[typeddict-item]
        outcome = "created" if len(self.pages) == 1 else "unchanged"
        return lambda: [outcome]
