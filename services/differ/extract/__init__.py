"""From bytes as received to a document's canonical text.

`canonical.read_document` is pure and deterministic: the same parts give the same text on every machine.
`reading.PageReader` runs it in child processes with limits of time and memory, for pages nobody vouches for.

The steps, each in the module named after it: `encoding` (bytes to characters), `html`, `pdf`, `plain` (characters to
a tree or to blocks), `selection` (the catalogue's selectors), `main_content` and `boilerplate` (what is the policy,
what is the site around it), `blocks` (a tree to canonical blocks), `normal` (the form in which two texts are
compared), `language` and `dates` (what the document says of itself).
"""

EXTRACTOR_VERSION = 1
"""Written beside every rendition. Raise it with any edit that changes canonical texts: stored captures are then
re-based silently.
"""
