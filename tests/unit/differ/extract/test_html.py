"""What of a page becomes canonical text, and what does not."""

import pytest

from services.differ.extract.canonical import RangeSelector
from tests.unit.differ.extract.pages import MORE_PROSE, PROSE, read, site


def test_the_whole_policy_is_kept_and_the_site_around_it_is_not() -> None:
    page = read(site(f"<h1>Privacy policy</h1><p>{PROSE}</p><h2>Your rights</h2><p>{MORE_PROSE}</p>"))
    assert page.text == f"# Privacy policy\n\n{PROSE}\n\n## Your rights\n\n{MORE_PROSE}"


def test_each_thing_left_out_is_named_with_its_rule() -> None:
    page = read(site(f"<h1>Privacy policy</h1><p>{PROSE}</p>"))
    rules = {removed.rule for removed in page.removed}
    assert {"site", "consent", "language_picker"} <= rules
    assert any(removed.excerpt.startswith("We use cookies") for removed in page.removed)


def test_lists_keep_their_nesting_and_the_numbers_of_the_page() -> None:
    page = read(
        site(
            f"<p>{PROSE}</p><ol start='3'><li>first<ul><li>inner <b>bold</b></li></ul></li><li>second</li></ol>"
            "<ol type='a'><li>alpha</li></ol>"
        )
    )
    assert page.text == f"{PROSE}\n\n3. first\n  - inner bold\n4. second\n\na. alpha"


def test_a_table_is_rows_of_cells_and_a_layout_table_is_not() -> None:
    page = read(
        site(
            f"<table role='presentation'><tr><td><p>{PROSE}</p></td></tr></table>"
            "<table><tr><th>Purpose</th><th>Kept for</th></tr><tr><td>Billing</td><td>10 years</td></tr></table>"
        )
    )
    assert page.text == f"{PROSE}\n\n| Purpose | Kept for |\n| Billing | 10 years |"


def test_folded_sections_are_kept_with_the_buttons_that_title_them() -> None:
    page = read(
        site(
            f"<h1>Privacy</h1><p>{PROSE}</p><h3><button aria-expanded='false'>Do you sell data?</button></h3>"
            "<div aria-hidden='true' style='display:none'><p>We never sell your data to anyone.</p></div>"
            f"<details><summary>More</summary><p>{MORE_PROSE}</p></details>"
        )
    )
    assert "### Do you sell data?\n\nWe never sell your data to anyone." in page.text
    assert f"More\n\n{MORE_PROSE}" in page.text


@pytest.mark.parametrize("identity", ["feedback", "cookie-consent", "share", "newsletter", "toc-target"])
def test_a_heading_is_kept_whatever_its_id_calls_it(identity: str) -> None:
    page = read(site(f"<p>{PROSE}</p><h2 id='{identity}' class='{identity}'>About this</h2><p>{MORE_PROSE}</p>"))
    assert "## About this" in page.text


def test_a_section_about_consent_is_no_banner() -> None:
    page = read(site(f"<p>{PROSE}</p><section id='cookie-consent'><p>{MORE_PROSE}</p></section>"))
    assert MORE_PROSE in page.text


def test_a_table_of_contents_is_left_out() -> None:
    contents = "<ul><li><a href='#a'>One</a></li><li><a href='#b'>Two</a></li><li><a href='#c'>Three</a></li></ul>"
    page = read(site(f"{contents}<h2>One</h2><p>{PROSE}</p>"))
    assert page.text == f"## One\n\n{PROSE}"


def test_a_heading_behind_its_table_of_contents_is_kept() -> None:
    contents = "<ul><li><a href='#a'>One</a></li><li><a href='#b'>Two</a></li><li><a href='#c'>Three</a></li></ul>"
    page = read(site(f"<p>{MORE_PROSE}</p><div>{contents}<h2>One</h2></div><p>{PROSE}</p>"))
    assert page.text == f"{MORE_PROSE}\n\n## One\n\n{PROSE}"


@pytest.mark.parametrize(
    "small",
    [
        "<button>Copy link</button>",
        "<a href='#rights'>Link to this section</a>",
        "<a href='#top'>Back to top</a>",
        "<a href='#rights'>#</a>",
    ],
)
def test_what_serves_a_heading_is_no_part_of_it(small: str) -> None:
    page = read(site(f"<p>{PROSE}</p><h2 id='rights'>Your rights {small}</h2><p>{MORE_PROSE}</p>"))
    assert "\n\n## Your rights\n\n" in page.text


def test_a_tables_first_cell_is_kept_where_it_links_to_a_section() -> None:
    rows = f"<tr><td><a href='#a'>A. Terms</a></td><td>{PROSE}</td></tr>"
    assert read(site(f"<table>{rows}</table><p>{MORE_PROSE}</p>")).text.startswith(f"| A. Terms | {PROSE} |")


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "Updated 3 days ago",
        "Updated over a week ago",
        "1,204 views",
        "il y a 3 jours",
        "vor 2 Wochen aktualisiert",
        "Lesezeit: 5 min",
    ],
)
def test_counters_and_relative_times_are_left_out(line: str) -> None:
    page = read(site(f"<h1>Privacy</h1><p>{line}</p><p>{PROSE}</p>"))
    assert page.text == f"# Privacy\n\n{PROSE}"


@pytest.mark.parametrize("line", ["30 days", "Effective: 3 May 2026", "within 14 days"])
def test_periods_and_dates_are_kept(line: str) -> None:
    assert line in read(site(f"<p>{PROSE}</p><p>{line}</p><p>{MORE_PROSE}</p>")).text


@pytest.mark.parametrize(
    "note", ["(opens in a new window)", "(s’ouvre dans un nouvel onglet)", "(öffnet in neuem Fenster)"]
)
def test_a_note_on_where_a_link_opens_is_left_out(note: str) -> None:
    page = read(site(f"<p>{PROSE} See our <a href='/terms' target='_blank'>terms {note}</a>.</p>"))
    assert page.text == f"{PROSE} See our terms."


def test_links_are_spans_with_absolute_addresses_without_tracking() -> None:
    page = read(site(f"<p>{PROSE} See <a href='../terms?utm_source=x&id=1&gclid=2'> our terms</a>, please.</p>"))
    (link,) = page.links
    assert page.text[link.start : link.end] == "our terms"
    assert link.href == "https://example.org/terms?id=1"


def test_a_protected_address_reads_as_its_readers_see_it() -> None:
    key, address = 0x42, b"dpo@example.org"
    encoded = bytes([key, *(byte ^ key for byte in address)]).hex()
    page = read(
        site(
            f"<p>{PROSE} Write to <a href='/cdn-cgi/l/email-protection#{encoded}'>"
            f"<span class='__cf_email__' data-cfemail='{encoded}'>[email&#160;protected]</span></a>.</p>"
        )
    )
    assert page.text.endswith("Write to dpo@example.org.")
    assert page.links[0].href == "mailto:dpo@example.org"


def test_what_a_browser_never_shows_is_no_text() -> None:
    broken = "<noscript><iframe src='x'></noscript><script>'<noscript>'</script><template><p>no</p></template>"
    assert read(site(f"{broken}<p>{PROSE}</p>")).text == PROSE


def test_selectors_choose_and_remove() -> None:
    markup = site(
        f"<section id='terms'><p>{PROSE}</p></section>"
        f"<section id='privacy'><p>{MORE_PROSE}</p><p class='x'>x</p></section>"
    )
    assert read(markup, ("#privacy",), (".x",)).text == MORE_PROSE


def test_an_element_inside_a_chosen_one_is_not_read_twice() -> None:
    assert read(site(f"<div><div><p>{PROSE}</p></div></div>"), ("main", "div", "p")).text.count(PROSE) == 1


def test_a_range_is_what_stands_between_its_ends() -> None:
    markup = site(f"<h2 id='a'>A</h2><p>{PROSE}</p><h2 id='b'>B</h2><p>{MORE_PROSE}</p><h2 id='c'>C</h2>")
    between = RangeSelector(start_before="#b", end_before="#c")
    assert read(markup, (between,)).text == f"## B\n\n{MORE_PROSE}"
    assert read(markup, (RangeSelector(start_after="#a", end_before="#b"),)).text == PROSE


def test_selectors_that_find_nothing_are_told_and_the_policy_is_found_without_them() -> None:
    page = read(site(f"<p>{PROSE}</p>"), ("#gone", ":::"))
    assert page.text == PROSE
    assert page.facts.selection_missed


def test_typography_and_markup_make_no_difference_to_the_comparison() -> None:
    first = read(site(f"<p>{PROSE} It’s “ours” – all of it, 10 %.</p>"))
    second = read(
        site(f"<p><span>{PROSE}</span> It's \"ours\" - <a href='/x'>all of</a>\u00a0it, 10\u202f%.\u200b</p>")
    )
    assert first.text != second.text
    assert first.comparison_sha256 == second.comparison_sha256


def test_a_word_makes_a_difference_to_the_comparison() -> None:
    one, other = read(site(f"<p>{PROSE} We may.</p>")), read(site(f"<p>{PROSE} We will.</p>"))
    assert one.comparison_sha256 != other.comparison_sha256


def test_the_same_bytes_give_the_same_document() -> None:
    assert read(site(f"<p>{PROSE}</p>")) == read(site(f"<p>{PROSE}</p>"))


def test_facts_say_what_the_gate_asks() -> None:
    page = read(
        "<html><head><link rel=canonical href='/start'>"
        "<meta http-equiv=refresh content='0; url=/home'></head>"
        "<body><form action='/consent/save'><input type=password></form><script src=x></script></body></html>"
    )
    facts = page.facts
    assert facts.canonical_url == "https://example.org/start"
    assert facts.refresh_url == "https://example.org/home"
    assert (facts.password_inputs, facts.asks_for_consent, facts.is_script_wall) == (1, True, True)


def test_paragraphs_made_with_line_breaks_are_paragraphs() -> None:
    page = read(site(f"<div>{PROSE}<br><br>{MORE_PROSE}<br>And one line more.</div>"))
    assert page.text == f"{PROSE}\n\n{MORE_PROSE} And one line more."


def test_selectors_that_count_siblings_count_what_the_page_has() -> None:
    unread = "<script>1</script><style>x</style><noscript>y</noscript>"
    markup = f"<body><div>{unread}<p>{PROSE}</p><p>{MORE_PROSE}</p></div></body>"
    assert read(markup, ("div > :nth-child(5)",)).text == MORE_PROSE


def test_what_is_not_in_the_text_is_told_with_the_rule_that_left_it_out() -> None:
    aside = "<div class='tip'>Short tip of the day</div><div class='gone'>What the catalogue cuts out</div>"
    page = read(f"<body><nav>Menu</nav>{aside}<div id='policy'><p>{PROSE}</p></div></body>", ("#policy",), (".gone",))
    told = {removed.rule: removed.excerpt for removed in page.removed}
    assert told == {
        "declared": "What the catalogue cuts out",
        "site": "Menu",
        "beside_the_policy": "Short tip of the day",
    }
