"""Why a file of the record cannot be had."""


class CannotBeMade(Exception):
    """A file cannot be made now. The message tells a reader why; `retry_after` is in seconds, 0 where waiting is no use."""

    def __init__(self, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.retry_after = retry_after
