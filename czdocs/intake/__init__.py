"""Intake: bytes to Submission to diagnostics to Record."""
