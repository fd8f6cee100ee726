"""The command line: thin commands over `khabar.record`. Nothing heavy is imported until a command runs."""

from khabar.cli.program import khabar, main

__all__ = ["khabar", "main"]
