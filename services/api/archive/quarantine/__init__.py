"""Captures that may not be the policy."""
