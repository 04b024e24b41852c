r"""What clauses are about, as data: clause types, the cues that give them, and the regulations that concern them.

`clause_types/<slug>.yaml`, `regulations.yaml` and `modifiers.yaml` are the data; `models` says their form, which
docs/taxonomy.md tells to those who write them; `loader.load_taxonomy` reads and checks them.

Cues are matched on a text's normal form, folded: `patterns.folded(normal_form(passage))`. Folding keeps the length,
so that offsets stay true, and patterns are kept folded, so that RE2's ASCII-only `\b` and `\w` serve German and
French. Compile them with `patterns.options()`.
"""
