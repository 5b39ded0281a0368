"""A file to import: its text, its parsed page, and where in it a problem lies."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from meetings.minutes_text import Page, UnreadableText, decode_page, parse_page


class ImportProblem(Exception):
    """A file cannot be imported as it stands; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file’s name, text and parsed page."""

    name: str
    text: str
    page: Page

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read and parse a file. Raises ImportProblem for what is missing, unreadable or no text."""
        try:
            decoded = decode_page(path.read_bytes())
        except OSError as error:
            raise ImportProblem(
                f"{path}: cannot be read ({error.strerror}). Check the name and that you may open it."
            ) from None
        except UnreadableText as error:
            raise ImportProblem(f"{path}, line {error.line}: {error.reason}") from None
        return cls(str(path), decoded.text, parse_page(decoded.text))

    def problem(self, fragment: str, reason: str) -> ImportProblem:
        """Return the error that points at the line where `fragment` (some printed text) begins."""
        opening = " ".join(fragment.split()[:6])
        lines = (
            number
            for number, line in enumerate(self.text.splitlines(), 1)
            if opening in " ".join(line.split())
        )
        return ImportProblem(f"{self.name}, line {next(lines, 1)}: {reason}")
