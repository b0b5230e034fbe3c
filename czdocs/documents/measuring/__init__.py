"""Measures of GB/T 9704-2012 taken from finished PDFs."""
