"""What looks like the site's and is the policy's is kept: side boxes, folded sections, definitions, short clauses."""

import pytest

from tests.unit.differ.extract.builds import BUILDS, SECTIONS, Around, page
from tests.unit.differ.extract.pages import PROSE, read

_PANELS = "<{0}>Who sees it?</{0}><div><p>Nobody at all.</p></div><{0}>For how long?</{0}><div><p>One year.</p></div>"
_BOX = "<div><div class='h'><button>{}</button></div><div><p>{}</p></div></div>"

KEPT = {
    "a side box": ("<aside><p>In short: be kind.</p></aside>", "In short: be kind."),
    "a notice": ("<div role='alert'><p>Arbitration applies.</p></div>", "Arbitration applies."),
    "a box of an unlucky name": (
        "<div class='banner'><p>You must be 16 or older.</p></div>",
        "You must be 16 or older.",
    ),
    "a list of an unlucky name": (
        "<div id='sharing'><ul><li>with our partners</li><li>with the police</li></ul></div>",
        "- with our partners\n- with the police",
    ),
    "a definition list": (
        "<dl><dt>Account</dt><dd>Your place <a href='/x'>with us</a>.</dd>"
        "<dt>Content</dt><dd>What you upload.</dd></dl>",
        "Account\n: Your place with us.\nContent\n: What you upload.",
    ),
    "sections titled by buttons": (
        _PANELS.format("button"),
        "Who sees it?\n\nNobody at all.\n\nFor how long?\n\nOne year.",
    ),
    "boxes titled by buttons": (
        f"<div>{_BOX.format('Who sees it?', 'Nobody.')}{_BOX.format('For how long?', 'One year.')}</div>",
        "Who sees it?\n\nNobody.\n\nFor how long?\n\nOne year.",
    ),
    "a title that says what it unfolds": (
        "<button aria-expanded='false'>Kinds</button><div hidden><ul><li>a name</li><li>a device</li></ul></div>",
        "Kinds\n\n- a name\n- a device",
    ),
    "a link that unfolds": (
        "<a role='button' data-toggle='collapse' href='#c'>Kinds</a><div id='c' style='display:none'>A name</div>",
        "Kinds\n\nA name",
    ),
    "a folded list under its heading": (
        "<h3>Kinds</h3><div style='display: none'><ul><li>a name</li></ul></div>",
        "### Kinds\n\n- a name",
    ),
    "a tab": ("<div role='tabpanel' hidden><p>In the US only</p></div>", "In the US only"),
    "an explanation on hover": (
        "<p>We use pixels<span role='tooltip'>, small pictures that call home</span> too.</p>",
        "We use pixels, small pictures that call home too.",
    ),
    "footnotes": (
        "<ol><li>Not in Norway. <a href='#r1'>↩</a></li><li>Until 2027. <a href='#r2'>↩</a></li></ol>",
        "1. Not in Norway. ↩\n2. Until 2027. ↩",
    ),
    "plain text": (
        "<pre>NO COPIES\n\nYou may not copy it\nor any part of it.\n \nNO CLAIMS</pre>",
        "NO COPIES\n\nYou may not copy it or any part of it.\n\nNO CLAIMS",
    ),
    "text whose line breaks show": ("<div style='white-space: pre-wrap'>One.\n\nTwo.</div>", "One.\n\nTwo."),
    "a caption": (
        "<figure><img src='x'><figcaption>The way of your data</figcaption></figure>",
        "The way of your data",
    ),
}


@pytest.mark.parametrize(("markup", "text"), KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("build", BUILDS)
def test_it_is_kept_within_a_policy(build: str, markup: str, text: str) -> None:
    second = SECTIONS[1]
    whole = page(build).replace(second, f"{second}<p>{PROSE.upper()}</p>{markup}")
    assert text in read(whole).text


@pytest.mark.parametrize("build", ["flat", "layout_table"])
def test_a_last_line_with_words_of_its_own_beside_its_link_is_kept(build: str) -> None:
    line = "<p>See <a href='/t'>the terms<span class='sr-only'>(opens in a new tab)</span></a> for more.</p>"
    assert read(page(build, Around(bottom=line)), ("body",)).text.endswith("See the terms for more.")


def test_a_definition_of_several_paragraphs_is_not_squeezed_into_a_line() -> None:
    text = read(page("flat", Around(bottom=f"<dl><dt>Term</dt><dd><p>{PROSE}</p><p>Once more.</p></dd></dl>"))).text
    assert text.endswith(f"Term\n\n{PROSE}\n\nOnce more.")


def test_a_button_before_a_text_is_no_title_of_it() -> None:
    assert "Print" not in read(page("flat", Around(top="<button>Print</button>"))).text


@pytest.mark.parametrize("line", ["<p><a href='/c'>{}</a></p>", "<div><a href='/c'>{}</a></div>"])
def test_a_line_that_is_a_link_is_kept_between_two_paragraphs(line: str) -> None:
    amid = f"{SECTIONS[1]}<p>{PROSE.upper()}</p>{line.format('Our cookie policy')}"
    assert "\n\nOur cookie policy\n\n" in read(page("flat").replace(SECTIONS[1], amid), ("body",)).text


def test_a_box_of_plain_text_is_the_policys_only_with_prose_on_both_sides() -> None:
    box = "<aside><p>Come and see our shop in town.</p></aside>"
    whole = page("flat")
    amid = whole.replace(SECTIONS[1], f"{SECTIONS[1]}<p>{PROSE.upper()}</p>{box}")
    assert "our shop" in read(amid).text
    for edge in (Around(top=box), Around(bottom=box)):
        assert "our shop" not in read(page("flat", edge), ("body",)).text
