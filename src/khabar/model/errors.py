"""One tree of errors: what stops a run is told apart from what costs one document."""


class KhabarError(Exception):
    """Anything khabar raises on purpose. The message says what to do about it."""


class DocumentError(KhabarError):
    """This input could not be read; name it, keep the others, go on.

    `where` is the path or address as the user gave it.
    """

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class StopError(KhabarError):
    """The whole run cannot go on."""


class UsageError(StopError):
    """The user asked for something that does not exist or makes no sense (exit code 2)."""


class RecordError(StopError):
    """The record cannot be opened, read or written."""


class PackError(StopError):
    """A knowledge pack breaks the format; the message names file, row and field."""


class ReaderError(StopError):
    """The language model that the reader needs is missing or broken."""
