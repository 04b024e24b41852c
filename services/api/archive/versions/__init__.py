"""Wordings of a document that were in force."""
