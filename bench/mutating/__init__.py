"""Known edits of real pages, and known non-edits: what `bench.mutations` measures with."""
