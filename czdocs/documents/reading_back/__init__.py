"""Finished documents read back: what a PDF shows, what Word would show, and whether both say the same."""
