"""Invented policies, as canonical text, for the tests of the pure modules."""

from hypothesis import strategies as st

_WORDS = """
data account service partner payment content notice address device message record contract fee claim law
collect share keep delete process transfer review restrict disclose refund suspend store protect
promptly yearly lawfully securely globally automatically rarely jointly manually fully partly directly
advertisers regulators auditors banks courts members guests sellers couriers insurers lawyers agencies
"""

word = st.sampled_from(_WORDS.split())


@st.composite
def sentence(draw: st.DrawFn) -> str:
    """A sentence of its own: a serial word makes it unlike any other that was drawn."""
    serial = draw(st.integers(10_000, 99_999_999))
    middle = draw(st.lists(word, min_size=6, max_size=16))
    return f"We {' '.join(middle)} through q{_letters(serial)}x."


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


@st.composite
def paragraph(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(sentence(), min_size=1, max_size=3)))


@st.composite
def heading(draw: st.DrawFn) -> str:
    level = draw(st.integers(1, 4))
    title = " ".join(draw(st.lists(word, min_size=2, max_size=4)))
    return f"{'#' * level} {title.capitalize()} q{_letters(draw(st.integers(1000, 999_999)))}"


@st.composite
def bullets(draw: st.DrawFn) -> str:
    return "\n".join(f"- {line}" for line in draw(st.lists(sentence(), min_size=2, max_size=9)))


@st.composite
def table(draw: st.DrawFn) -> str:
    rows = draw(st.lists(sentence(), min_size=1, max_size=4))
    return "\n".join(("| Purpose | Basis |", "| --- | --- |", *(f"| {row} | consent |" for row in rows)))


block = st.one_of(paragraph(), paragraph(), heading(), bullets(), table())
blocks = st.lists(block, min_size=1, max_size=14)


def policy(parts: list[str]) -> str:
    """The canonical text of these blocks."""
    return "\n\n".join(parts)
