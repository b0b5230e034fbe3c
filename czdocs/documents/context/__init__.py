"""One context function a document, pure and typed."""
