"""Splitting: what a reader sees as one unit of text is one block."""

import pytest
from lxml import etree

from app.extraction.document.layout import TextBlock, path_of
from app.extraction.document.layout_builder import build_layout
from tests.builders.evidence import evidence_of


def blocks(html: str) -> tuple[TextBlock, ...]:
    return build_layout(evidence_of(html).document.tree).blocks


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html) if block.text]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>An<b>ka</b>ra'da <i>kar</i> yağdı.</p>", ["Ankara'da kar yağdı."]),
        ("<p><span class='dropcap'>B</span>ugün hava açık.</p>", ["Bugün hava açık."]),
        ("<p>ilk satır<br>ikinci satır</p>", ["ilk satır ikinci satır"]),
        ("<p>ilk<br><br>ikinci</p>", ["ilk", "ikinci"]),
        ("<p>ilk<br> <br/>\n<br>ikinci</p>", ["ilk", "ikinci"]),
        ("<div>önce<p>içeride</p>sonra</div>", ["önce", "içeride", "sonra"]),
        ("<p>ge\u00adze\u200bgen\u00a0yıldız</p>", ["gezegen yıldız"]),
        ("<p>u\u0308zu\u0308m</p>", ["üzüm"]),
        ("<p>bir<!-- ara --> iki</p>", ["bir iki"]),
        ("<p>Vali <q>yol <b>açık</b></q> dedi.</p>", ["Vali “yol açık” dedi."]),
        ("<p>Maliyet <del>sekiz</del> <ins>dokuz</ins>, <s>on</s> bin lira.</p>", ["Maliyet dokuz, bin lira."]),
        ("<p>görünür<script>var gizli = 1</script><style>p{}</style> metin</p>", ["görünür metin"]),
        ("<p>tamam <img alt='😀' src='e.png'> dedi</p>", ["tamam 😀 dedi"]),
        ("<p><img alt='😀' src='e.png'> tamam</p>", ["😀 tamam"]),
        ("<p>tamam</p><img alt='😀' src='e.png'>", ["tamam"]),
        *((f"<p>tamam</p><img alt='{sign}' src='e.png'><p>dedi</p>", ["tamam", "dedi"]) for sign in (".", "|", ">>")),
        ("<p>tamam <map name='m'><area alt='x'>dedi</map></p>", ["tamam dedi"]),
        ("<ul><li>bir</li><li>iki<p>üç</p></li></ul>", ["bir", "iki", "üç"]),
        ("<custom-box>kutu</custom-box><custom-box>iki</custom-box>", ["kutu", "iki"]),
    ],
)
def test_the_text_of_a_block_is_what_a_reader_sees(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>metin</p>", "paragraph"),
        ("<h3>metin</h3>", "heading"),
        ("<ol><li><p>metin</p></li></ol>", "list_item"),
        ("<blockquote><p>metin</p></blockquote>", "blockquote"),
        ("<pre>metin</pre>", "code"),
        ("<table><tr><td>metin</td></tr></table>", "table"),
        ("<blockquote class='twitter-tweet'><p>metin</p></blockquote>", "embed"),
        ("<video></video>", "video"),
        ("<iframe src='x'></iframe>", "embed"),
        ("<img src='x.jpg'>", "image"),
    ],
)
def test_a_block_has_the_kind_of_its_element(html: str, kind: str) -> None:
    assert {block.kind for block in blocks(html)} == {kind}


def test_a_heading_block_has_its_level() -> None:
    assert [block.level for block in blocks("<h1>a</h1><h4><span>b</span></h4><p>c</p>")] == [1, 4, None]


def test_the_cells_of_a_table_row_become_one_block() -> None:
    table = "<table><tr><th>İl</th><th>Nüfus</th></tr><tr><td>Sinop</td><td>220 bin</td></tr></table>"
    assert texts(table) == ["İl | Nüfus", "Sinop | 220 bin"]


def test_the_cells_of_a_table_used_for_layout_become_paragraphs() -> None:
    prose = "Uzun bir paragraf, sayfayı düzenlemek için kullanılan bir hücrede durur. " * 4
    found = blocks(f"<table><tr><td>yan</td><td><p>{prose}</p><p>İkinci.</p></td></tr></table>")
    assert [block.kind for block in found] == ["paragraph"] * 3


def test_a_block_counts_its_linked_characters() -> None:
    (block,) = blocks("<p><a href='/x'>on harfli!</a> on harfler</p>")
    assert block.link_share == pytest.approx(0.5, abs=0.05)


def test_a_code_block_keeps_its_lines() -> None:
    assert texts("<pre>bir\n  iki\n\n\nüç</pre>") == ["bir\n  iki\nüç"]


def test_a_menu_is_one_block() -> None:
    (menu, story) = blocks("<nav><ul><li><a>Spor</a></li><li><a>Dünya</a></li></ul></nav><p>Haber.</p>")
    assert (menu.text, menu.link_share, story.text) == ("Spor Dünya", 1.0, "Haber.")


def test_a_block_has_the_hints_of_an_inline_element_that_holds_all_its_text() -> None:
    whole, part = blocks(
        "<div><span class='caption'>Liman, dün</span></div><div>Uzunca <i class='caption'>ek</i></div>"
    )
    assert "caption" in whole.hints
    assert not part.hints


HIDDEN = [
    "hidden",
    "hidden=until-found",
    "style='display: none'",
    "style='visibility:hidden'",
    "aria-hidden=true",
    "class=sr-only",
    "class='x visually-hidden'",
]


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize(
    "box", ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</ul>", "<blockquote>{}</blockquote>", "<pre>{}</pre>"]
)
def test_hidden_words_in_a_block_become_a_separate_hidden_block(box: str, how: str) -> None:
    hidden, line = blocks(box.format(f"bir<a href='/x'><b>iki</b><span {how}>gizli <i>söz</i></span></a> üç"))
    assert (hidden.text, line.text) == ("gizli söz", "biriki üç")
    assert (hidden.place.is_hidden, line.place.is_hidden, line.linked, line.bold) == (True, False, 3, 3)


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize("cell", ["<td>bir<span {}>gizli</span>", "<td>bir<div {}>gizli</div>", "<td>bir<td {}>gizli"])
def test_hidden_words_are_left_out_of_table_rows(cell: str, how: str) -> None:
    shown = [
        block.text for block in blocks(f"<table><tr>{cell.format(how)}<td>iki</table>") if not block.place.is_hidden
    ]
    assert shown == ["bir | iki"]


@pytest.mark.parametrize(
    "how", ["class='sr-only paywall'", "hidden class=paywall", "class=noprint", "aria-hidden=false"]
)
def test_words_that_only_look_hidden_stay_in_their_line(how: str) -> None:
    assert texts(f"<p>bir <span {how}>iki</span></p>") == ["bir iki"]


def test_a_sentence_hidden_only_from_screen_readers_stays_in_its_line() -> None:
    long = "Okunmayan, ama herkesin gördüğü uzunca bir cümle burada duruyor."
    assert texts(f"<p>bir <i aria-hidden=true>{long}</i></p>") == [f"bir {long}"]


def test_visible_words_are_kept_even_if_screen_readers_read_other_words() -> None:
    assert texts("<p><b aria-hidden=true>5 TL</b><b class=sr-only>beş lira</b> eder</p>") == ["beş lira", "5 TL eder"]


@pytest.mark.parametrize(
    "mark", ["<source src=/a/>", "<source>", "<wbr>", "<noembed>x</noembed>", "<noframes>x</noframes>"]
)
def test_void_and_fallback_elements_do_not_split_a_block(mark: str) -> None:
    assert texts(f"<p>bir {mark}iki</p><p>üç</p>") == ["bir iki", "üç"]


def test_a_button_in_a_line_becomes_a_block_of_its_own() -> None:
    button, line, behind = blocks("<p>bir <b><button>Kaydet <i>beni</i></button></b>iki</p><p>üç</p>")
    assert (button.text, line.text, behind.text) == ("Kaydet beni", "bir iki", "üç")
    assert ("widget" in button.place.hints, line.place.hints, line.bold) == (True, frozenset(), 0)


def test_punctuation_that_only_screen_readers_read_is_kept_in_a_heading() -> None:
    assert texts("<h1>Deprem<i class=sr-only>: </i>Kıyıda hasar</h1>") == ["Deprem: Kıyıda hasar"]


def test_the_path_of_a_block_names_the_tag_and_first_class_of_its_ancestors() -> None:
    (block,) = blocks("<div class='story text'><p>metin</p></div>")
    assert path_of(block.place).endswith("body/div.story/p")


def test_building_the_layout_does_not_change_the_tree() -> None:
    tree = evidence_of("<div class='ad'>x<p>metin <b>y</b> z</p></div><nav>menü</nav>").document.tree
    before = etree.tostring(tree)
    build_layout(tree)
    assert etree.tostring(tree) == before


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>metin</p><footer>Ayşe Demir</footer></blockquote>",
        "<figure><blockquote><p>metin</p></blockquote><figcaption>Ayşe Demir</figcaption></figure>",
        "<figure><blockquote><p>metin</p></blockquote><footer>Ayşe Demir</footer></figure>",
    ],
)
def test_the_footer_of_a_blockquote_element_is_part_of_the_quotation(quotation: str) -> None:
    found = [block for block in blocks(quotation) if block.text == "Ayşe Demir"]
    assert [(block.kind, "footer" in block.hints) for block in found] == [("blockquote", False)]
