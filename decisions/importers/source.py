"""A file to import: its text, its parsed page, what was left out, and where in it a problem lies."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from meetings.minutes_text import Notice, Page, UnreadableText, read_source


class ImportProblem(Exception):
    """A file cannot be imported as it stands; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file’s name, text and parsed page, and what the officer should know about the file."""

    name: str
    text: str
    page: Page
    notices: tuple[Notice, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read and parse a text, a Word document or a saved web page. Raises ImportProblem for any other file."""
        try:
            source = read_source(path.read_bytes(), path.name)
        except OSError as error:
            raise ImportProblem(
                f"{path}: cannot be read ({error.strerror}). Check the name and that you may open it."
            ) from None
        except UnreadableText as error:
            raise ImportProblem(f"{path}, line {error.line}: {error.reason}") from None
        return cls(str(path), source.text, source.page(), source.notices)

    def problem(self, fragment: str, reason: str) -> ImportProblem:
        """Return the error that points at the line where `fragment` (some printed text) begins."""
        opening = " ".join(fragment.split()[:6])
        lines = (
            number
            for number, line in enumerate(self.text.splitlines(), 1)
            if opening in " ".join(line.split())
        )
        return ImportProblem(f"{self.name}, line {next(lines, 1)}: {reason}")
