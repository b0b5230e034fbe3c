"""The command line: arguments to flow to report to exit status."""
