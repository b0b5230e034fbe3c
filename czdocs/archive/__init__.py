"""The append-only archive; its format is specified in archive/README.md."""
