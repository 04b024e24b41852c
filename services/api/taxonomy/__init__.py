"""What clauses are about: clause types, regulations, how many platforms have them, and who says what.

Every figure of prevalence on every page and route comes from the one query of `store`.
"""
