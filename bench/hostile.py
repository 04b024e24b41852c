"""Pages made to cost a reader time or memory, by what they do."""

from collections.abc import Callable

HOSTILE_PAGES: dict[str, Callable[[], bytes]] = {
    "50 MB of paragraphs": lambda: (
        b"<body>" + b"<p>Words of a paragraph that is one among very many others here.</p>" * 735_000
    ),
    "50 MB of markup": lambda: b"<body>" + b"<b>x</b>" * 6_250_000,
    "50 MB of one text": lambda: b"<body><p>" + b"word " * 10_000_000,
    "50 MB of wide characters": lambda: b"<body><p>" + "wörter 😀 ".encode() * 4_000_000,
    "50 MB of script": lambda: b"<body><p>Words.</p><script>" + b"x=1;" * 12_500_000 + b"</script>",
    "50 MB of opening brackets": lambda: b"<body>" + b"<" * 50_000_000,
    "16 MB of attributes": lambda: b"<body>" + (b'<p class="' + b"name " * 100 + b'">x</p>') * 31_000,
    "100,000 list items": lambda: b"<body><ul>" + b"<li>An item of a list.</li>" * 100_000,
    "100,000 breaks": lambda: b"<body><p>" + b"line<br>" * 100_000,
    "100,000 links in a line": lambda: b"<body>" + b'<a href="/a?utm_source=b">link</a> ' * 100_000,
    "40,000 table rows": lambda: b"<body><table>" + b"<tr><td>one</td><td>two</td></tr>" * 40_000,
    "200,000 levels": lambda: b"<body>" + b"<div>" * 200_000 + b"deep",
    "1,900 levels": lambda: b"<body>" + b"<div>" * 1_900 + b"deep",
    "10 MB of invalid UTF-8": lambda: b"<body><p>" + bytes(range(128, 256)) * 80_000,
    "40,000 dates with labels in a line": lambda: (
        b"<body><h1>Terms</h1><p>" + b"Updated on 1 May 2024, in force from 2 May 2024. " * 20_000
    ),
    "null and direction marks": lambda: b"<body><p>" + "\0\u202eabc \u200f".encode() * 500_000,
}
