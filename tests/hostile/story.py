"""Two clean stories, and the page that every hostile case is made from."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from tests.hostile.case import Article


@dataclass(frozen=True)
class Story:
    language: str
    headline: str
    author: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


TURKISH = Story(
    "tr",
    "Kıyıdaki eski fener yeniden yanacak",
    "Selin Aydemir",
    (
        "Belediye, yirmi yıldır karanlık duran eski fenerin yaz başında yeniden yanacağını duyurdu. Onarım için "
        "ayrılan para geçen hafta mecliste oy birliğiyle kabul edildi ve ilk işçiler kuleye çıktı.",
        "“Fenerin ışığı bu kıyının hafızasıdır, onu çocuklarımıza borçluyuz” dedi Belediye Başkanı Nermin Aksoy. "
        "Aksoy, kulenin merdivenlerinin de sökülüp aynı ustalarca yenileneceğini söyledi.",
        "Fenerde otuz yıl bekçilik yapan Hasan Özgür, haberi duyunca iskeleye koştuğunu anlattı. “Lambayı her akşam "
        "elimle temizlerdim, camı gözüm gibi bilirim” diyen Özgür, açılışta düğmeye basmak istediğini belirtti.",
        "Kulenin çevresine çay bahçesi yapılmasına karşı çıkan balıkçılar ise ağlarını kuruttukları düzlüğün boş "
        "kalmasını istiyor. Muhtar Şükrü Gündoğdu, iki tarafı pazartesi günü aynı masaya çağıracağını bildirdi.",
        "Onarımın eylül ayında bitmesi bekleniyor. Fenerin eski merceği sökülüp sandıklara konuldu, yerine gelecek "
        "yeni mercek üç ay içinde limana ulaşacak ve kulenin tepesine vinçle çıkarılacak.",
    ),
)
ENGLISH = Story(
    "en",
    "Old ferry line returns to the harbour in spring",
    "Nora Whitcombe",
    (
        "The council voted on Tuesday to bring back the small ferry that once crossed the harbour every half hour. "
        "It was taken out of service eleven years ago, when the new bridge opened to cars.",
        "“People walked to that boat before they walked to school,” said Nora Pell, who chairs the harbour committee. "
        "She added that the old landing stage needs new timber before anyone can step on it.",
        "A shipyard two towns to the north will repair the hull over the winter. Its foreman, Tom Ardley, said the "
        "engine had been kept dry and would run again after a week of work.",
        "Not everyone is pleased with the plan. Owners of the cafés beside the bridge fear that walkers will leave "
        "them for the quay, and they have asked the council for a study of the traffic before the first crossing.",
    ),
)


def same(story: Story = TURKISH, **more: Any) -> Article:
    """The clean article, and what else must be true of it."""
    return replace(Article(story.headline, story.body), **more)


def page(
    story: Story = TURKISH,
    *,
    head: str = "",
    top: str = "",
    before: str = "",
    after: str = "",
    below: str = "",
    doctype: str = "<!DOCTYPE html>",
    html: str = "",
    tag: str = "",
    charset: str = "utf-8",
    title: str | None = None,
    paragraphs: Sequence[str] | None = None,
) -> str:
    """A news page. `title` and `paragraphs` are markup; `before` and `after` stand around the paragraphs."""
    shown = escape(story.headline, quote=False) if title is None else title
    texts = [escape(text, quote=False) for text in story.paragraphs] if paragraphs is None else paragraphs
    told = escape(story.headline) if title is None else ""
    metas = f'<title>{told}</title><meta property="og:title" content="{told}">' if told else ""
    return (
        f'{doctype}<html lang="{story.language}"{html}><head><meta charset="{charset}">{metas}{head}</head><body>{top}'
        f'<header><nav><a href="/">Kıyı</a> <a href="/gundem/">Gündem</a></nav></header>\n'
        f"<main><article{tag}><h1>{shown}</h1>{before}{''.join(f'<p>{text}</p>' for text in texts)}{after}</article>"
        f"</main>{below}<footer><p>© Kıyı Gazetesi</p></footer></body></html>"
    )


def news(story: Story = TURKISH, **members: Any) -> dict[str, Any]:
    """The story in JSON-LD, with other members where given."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "author": {"@type": "Person", "name": story.author},
        "datePublished": "2024-05-03T10:08:00+03:00",
        **members,
    }


def script(value: object) -> str:
    """A JSON-LD script of a value, or of a text that is no JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'
