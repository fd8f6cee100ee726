"""khabar: reports become claims: who says, and through whom, that who held, did or plans what, where and when."""

__version__ = "0.1.0"
