"""The JSON routes under /api/v1: each translates a request and its answer, and decides nothing."""
