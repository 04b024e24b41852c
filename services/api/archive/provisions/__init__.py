"""Clauses through time."""
