"""Documents: context to bytes."""
