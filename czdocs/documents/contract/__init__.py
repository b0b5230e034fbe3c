"""Contracts of templates: what each may use and must print, proven from its text before any data exist."""
