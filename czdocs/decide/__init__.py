"""Decisions: pure functions from records and parameters to results."""
