"""Trying a page in a real browser: sample, file, pasted source; result, JSON, curl, dropped blocks; storing it."""

import json
import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.builders.pages import council_page
from tests.builders.servers import ROOT

SAMPLES = {"agency.txt": "tr/trthaber-kulik", "blog.txt": "tr/wordpress-yangin", "german.txt": "de/nahverkehr"}
WINDOWS_1254 = ROOT / "tests/golden/tr/trthaber-kulik-windows-1254/page.html"
INDEX = "<html><body><ul>" + "".join(f"<li><a href=/{n}>Story {n}</a></li>" for n in range(30)) + "</ul></body></html>"


@pytest.fixture
def form(tab: Page, base_url: str) -> Page:
    tab.goto(f"{base_url}/#/try")
    return tab


def extract(tab: Page, page: str) -> None:
    tab.get_by_label("HTML of the page").fill(page)
    tab.get_by_role("button", name="Extract").click()


@pytest.mark.parametrize(("sample", "case"), SAMPLES.items())
def test_the_samples_of_the_explorer_are_golden_pages(sample: str, case: str) -> None:
    shipped = (ROOT / "app/web/static/samples" / sample).read_bytes()
    assert shipped == (ROOT / "tests/golden" / case / "page.html").read_bytes()


def test_one_click_extracts_the_sample_page(form: Page) -> None:
    form.get_by_role("button", name="Try the sample").click()
    expect(form.get_by_role("tabpanel").get_by_role("heading", level=2).first).to_contain_text("iddialarını yalanladı")
    expect(form.get_by_role("button", name="Agency story")).to_have_attribute("aria-pressed", "true")
    expect(form.locator(".note .who").last).to_have_text("Chang Ho-jin")
    expect(form.get_by_text("not stored")).to_be_visible()
    expect(form.locator(".req .path")).to_contain_text("/v1/extract?url=https://www.trthaber.com/")


def test_a_preview_shows_dropped_blocks_with_their_reasons(form: Page, base_url: str) -> None:
    form.get_by_role("button", name="Blog page").click()
    form.get_by_role("tab", name="Dropped").click()
    page = (ROOT / "tests/golden/tr/wordpress-yangin/page.html").read_bytes()
    params = {"include": "dropped", "url": "https://www.ovahaber.example/zeytinlik-yangini/"}
    headers = {"Content-Type": "text/html"}
    answer = httpx.post(f"{base_url}/v1/extract", params=params, content=page, headers=headers, timeout=300).json()
    assert form.locator(".dropped .what").all_text_contents() == [block["text"] for block in answer["dropped"]]
    expect(form.locator(".dropped .why").filter(has_text="share button").first).to_be_visible()
    expect(form.locator(".dropped .why").filter(has_text="other reason")).to_have_count(0)


def test_a_preview_offers_its_json_and_curl_command(form: Page, base_url: str) -> None:
    form.get_by_role("button", name="German story").click()
    form.get_by_role("tab", name="JSON").click()
    shown = json.loads(form.get_by_role("region", name="JSON").inner_text())
    assert shown["language"] == "de"
    expect(form.locator(".json .k").first).to_have_text('"url"')
    with form.expect_download() as download:
        form.get_by_role("button", name="Download").click()
    assert json.loads(Path(download.value.path()).read_text("utf-8")) == shown
    form.get_by_role("tab", name="JSON").press("ArrowRight")
    lines = form.locator("#p-curl pre").all_text_contents()
    address = "https%3A%2F%2Fwww.elbtaler-bote.example%2Flokales%2Fstadtrat-beschliesst-kostenlose-busse-4711.html"
    for line, path in zip(lines, ("extract", "articles"), strict=True):
        assert f"curl -s -X POST \\\n  '{base_url}/v1/{path}?url={address}'" in line
        assert "--data-binary @'page.html'" in line


def test_ctrl_enter_extracts_a_pasted_page(form: Page) -> None:
    page = (ROOT / "tests/golden/en/harbour-bridge/page.html").read_text("utf-8")
    form.get_by_label("HTML of the page").fill(page)
    form.keyboard.press("Control+Enter")
    expect(form.get_by_role("tabpanel").get_by_role("heading", level=2).first).to_contain_text("Harbour bridge")


def test_a_chosen_file_that_is_not_utf_8_is_read_correctly(form: Page) -> None:
    form.locator("input[type=file]").set_input_files(WINDOWS_1254)
    expect(form.get_by_role("tabpanel").get_by_role("heading", level=2).first).to_contain_text("iddialarını yalanladı")
    expect(form.locator("#try-name")).to_have_text("page.html")
    assert "askeri işbirliği" in form.get_by_label("HTML of the page").input_value()


def test_a_file_can_be_dropped_anywhere_in_the_view(form: Page) -> None:
    transfer = form.evaluate_handle(
        """([text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "dropped.html", { type: "text/html" }));
          return transfer;
        }""",
        [council_page("The council met on Monday").decode()],
    )
    form.locator("h1").dispatch_event("dragover", {"dataTransfer": transfer})
    expect(form.locator(".drop")).to_have_class(re.compile("over"))
    form.locator("h1").dispatch_event("drop", {"dataTransfer": transfer})
    expect(form.locator("#try-name")).to_have_text("dropped.html")
    expect(form.get_by_role("tabpanel").get_by_role("heading", level=2).first).to_contain_text("The council met")


def test_pasting_a_url_instead_of_a_page_shows_advice(form: Page) -> None:
    form.get_by_label("HTML of the page").fill("https://www.example.com/news/1")
    expect(form.get_by_text("The server does not fetch pages; paste its source.")).to_be_visible()
    form.get_by_label("HTML of the page").fill("<html>")
    expect(form.get_by_text("Paste HTML, or drop a file here")).to_be_visible()


def test_extraction_of_a_page_that_is_not_an_article_can_be_forced(form: Page) -> None:
    extract(form, INDEX)
    expect(form.get_by_role("heading", name="No article is found in this page")).to_be_visible()
    form.get_by_role("button", name="Extract anyway").click()
    expect(form.get_by_role("tab", name="Result")).to_be_visible()
    expect(form.locator(".req .path")).to_contain_text("force=true")


def test_a_refused_page_shows_the_text_of_the_problem(form: Page) -> None:
    extract(form, "   ")
    problem = form.get_by_role("alert")
    expect(problem).to_contain_text("The request was not accepted")
    expect(problem).to_contain_text("The page is empty")
    expect(form.locator(".req .answer")).to_contain_text("422")


def test_the_message_about_an_invalid_option_names_the_option(form: Page) -> None:
    form.get_by_text("Options: language, time zone, time of fetching").click()
    form.get_by_label("Time zone").fill("Mars/Olympus")
    extract(form, council_page("The council met on Monday").decode())
    expect(form.get_by_role("alert").locator("code")).to_have_text("/timezone")


def test_a_page_over_the_size_limit_is_not_sent(form: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    large.write_bytes(b"<p>x</p>" * 1_400_000)
    form.locator("input[type=file]").set_input_files(large)
    expect(form.get_by_role("heading", name="The file is too large")).to_be_visible()
    expect(form.get_by_text("This file has 10.7 MB; the server takes at most 10 MB.")).to_be_visible()
    expect(form.locator(".req .answer")).to_have_text("")


def test_a_previewed_page_is_stored_only_on_request(form: Page, base_url: str) -> None:
    url = "https://www.harbourpost.example/tried"
    form.get_by_label("Address of the page").fill(url)
    extract(form, council_page("The council met and was tried").decode())
    expect(form.get_by_text("not stored")).to_be_visible()
    assert httpx.get(f"{base_url}/v1/articles", params={"url": url}).json()["items"] == []
    form.get_by_role("button", name="Store it").click()
    toast = form.get_by_role("status").filter(has_text="Stored:")
    toast.get_by_role("link", name="The council met and was tried").click()
    expect(form.get_by_role("heading", level=1)).to_contain_text("The council met and was tried")
    form.go_back()
    expect(form.get_by_label("Address of the page")).to_have_value(url)
    form.get_by_role("button", name="Store it").click()
    expect(form.get_by_role("status").filter(has_text="Stored already, nothing has changed:")).to_be_visible()


def test_text_of_a_previewed_page_is_not_rendered_as_markup(form: Page) -> None:
    words = "The council met on Monday and spoke about roads, schools and the harbour for three hours. " * 6
    attack = f"<p>&lt;img src=x onerror=alert(1)&gt; {words}</p><p>{words}</p>"
    title = "&lt;script&gt;alert(2)&lt;/script&gt; Roads and schools"
    extract(form, f"<html lang=en><title>x</title><h1>{title}</h1><article>{attack}</article>")
    expect(form.get_by_role("tabpanel").get_by_text("onerror=alert(1)").first).to_be_visible()
