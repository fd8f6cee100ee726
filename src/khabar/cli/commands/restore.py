"""`khabar restore`: a backup becomes the record. It stands with `khabar backup`, which makes one."""

from khabar.cli.commands.backup import restore as command

__all__ = ["command"]
