"""What a site puts around and into a policy: none of it may be told when it comes, goes or differs."""

from __future__ import annotations

from random import Random

from bench.mutating import invented, wording_edits
from bench.mutating.mutation import Kind, Mutation, silent, told
from bench.mutating.policy_page import PolicyPage


def around(name: str) -> Kind:
    """The kind in which one of the blocks called `name` comes or goes at the page's start or end."""
    return _blocks(name, is_within=False)


def within(name: str) -> Kind:
    """The kind in which one of the blocks called `name` comes or goes in the midst of the policy."""
    return _blocks(name, is_within=True)


def _blocks(name: str, is_within: bool) -> Kind:
    def kind(page: PolicyPage, draw: Random) -> Mutation | None:
        markup = filled(draw.choice(invented.blocks(name)), draw)
        if not _put(page, draw, is_within, *draw.choice((("", markup), (markup, "")))):
            return None
        return silent(page)

    return kind


def filled(block: str, draw: Random) -> str:
    """A block with its changing parts: what it asks, a hashed class name, a title."""
    return block.format(
        draw.choice(invented.blocks("asking")),
        f"css-{draw.getrandbits(32):08x}",
        draw.choice(("You may also like", "Latest news")),
    )


def _put(page: PolicyPage, draw: Random, is_within: bool, older: str, newer: str) -> bool:
    body = page.tree.body
    running = [leaf for leaf in page.leaves if leaf.is_running]
    first = body.first_child if body is not None else None
    last = body.last_child if body is not None else None
    if is_within and running:
        page.put_behind(draw.choice(running).node, older, newer)
    elif not is_within and first is not None and last is not None:
        page.put_before(first, older, newer) if draw.random() < 0.5 else page.put_behind(last, older, newer)
    else:
        return False
    return True


def counter_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A counter or a relative time says something else."""
    titles = [leaf for leaf in page.leaves[:3] if leaf.node.tag == "h1"]
    older, newer = draw.choice(invented.pairs("counters"))
    if titles:
        page.put_behind(titles[0].node, older, newer)
        return silent(page)
    return silent(page) if _put(page, draw, True, older, newer) else None


def small_parts_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """Headings or links gain an anchor, an icon, a hint for screen readers."""
    small = draw.choice(invented.blocks("small_parts"))
    nodes = [leaf.node for leaf in page.leaves if leaf.is_heading]
    if "opens" in small:
        nodes = [link for leaf in page.leaves if leaf.is_prose for link in leaf.node.css("a")]
    for node in nodes:
        inner = node.last_child
        if inner is not None:
            page.put_behind(inner, "", small)
    return silent(page) if nodes else None


def contents_added(page: PolicyPage, draw: Random) -> Mutation | None:
    """A table of contents comes or goes."""
    headings = [leaf for leaf in page.leaves if leaf.is_heading and leaf.node.tag != "h1"]
    if len(headings) < 3:
        return None
    items = "".join(f'<li><a href="#s{place}">{leaf.node.text()}</a></li>' for place, leaf in enumerate(headings))
    markup = draw.choice(("<ul>{}</ul>", '<div class="x"><h2>Contents</h2><ol>{}</ol></div>', "<nav><ul>{}</ul></nav>"))
    page.put_before(headings[0].node, "", markup.format(items))
    return silent(page)


def everything_else_changed(page: PolicyPage, draw: Random) -> Mutation | None:
    """A banner, a newsletter, links and a counter come at once, around and within."""
    for name in ("banners", "newsletters", "links"):
        _put(page, draw, False, "", filled(draw.choice(invented.blocks(name)), draw))
    _put(page, draw, True, "", filled(draw.choice(invented.blocks("links")), draw))
    return silent(page)


def edited_with_noise(page: PolicyPage, draw: Random) -> Mutation | None:
    """A clause is reworded while a banner comes and links change."""
    leaves = wording_edits.prose(page)
    for leaf in draw.sample(leaves, len(leaves)):
        line = wording_edits.rewrite(page, leaf, wording_edits.word_edit(page, draw), draw)
        if line is not None:
            _put(page, draw, False, "", filled(draw.choice(invented.blocks("banners")), draw))
            _put(page, draw, False, "", filled(draw.choice(invented.blocks("links")), draw))
            return told(page, (leaf.text,), (line,))
    return None


banner_around = around("banners")
banner_within = within("banners")
newsletter_around = around("newsletters")
newsletter_within = within("newsletters")
links_around = around("links")
links_within = within("links")
feedback_within = within("feedback")
