"""From bytes as received to a document's canonical text.

`canonical.read_document` is pure and deterministic: the same parts give the same text on every machine.
`reading.PageReader` runs it in child processes with limits of time and memory, for pages nobody vouches for.

The steps of a page, in their order, each in the module named after it:

- `encoding` (bytes to characters), `markup` (scripts out), `tree` (parsed, as a tree of our own), `protected_email`,
  `measures` (how much of each element is prose, how much links);
- `selection` (the catalogue's selectors), `boilerplate` (what a rule calls the site's own, element by element, by
  `site_names`, with `amid_prose` and `unfolding` for what is the policy's all the same), `widgets` (what belongs to a
  control), `main_content` (where the policy stands if no selector says), `edges` (what clings to it, line by line, with
  `counters`, `visit_times` and `site_labels`), `beside` (the rest, for `explain`);
- `blocks` (elements to canonical blocks, with `list_numbers`, `tables`, `definitions`, `links` and `link_notes`).

`pdf` with `layout`, `markdown` and `plain` give the same blocks (`text_block`). `canonical` joins the sources and adds
the language (`language`), the document's own dates and the hash of its `comparison_form`. `limits` says how much is
too much.
"""

EXTRACTOR_VERSION = 1
"""Written beside every rendition. Raise it with any edit that changes canonical texts: stored captures are then
re-based silently.
"""
