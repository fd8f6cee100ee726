"""Answers as JSON objects and as text that can do no harm: what the command line and the workbench both show."""
