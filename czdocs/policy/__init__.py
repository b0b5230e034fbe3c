"""The measures as dated parameters."""
