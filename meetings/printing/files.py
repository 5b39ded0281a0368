"""The record as files: which kinds there are, how they are named, and what was made already.

A file is kept under the digest of its words and of what it was made with, so that it is made once and never given out
for other words. The record is asked first on every request: what is withdrawn is not given out, kept or not.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.template.loader import get_template
from django.utils.text import slugify

from meetings.printing.paper import Paper
from meetings.printing.pdf_file import as_pdf
from meetings.printing.problems import CannotBeMade
from meetings.printing.word_file import as_word

__all__ = ["KINDS", "CannotBeMade", "file_name", "kept_or_made", "mark_of"]
HERE = Path(__file__).parent
PDF_TEMPLATES = (
    "meetings/record_pdf.html", "meetings/_record.html", "meetings/_record_facts.html", "meetings/_record_limbs.html",
    "meetings/_record_lines.html", "meetings/_record_passage.html", "meetings/_record_resolved.html", "meetings/_record_under.html",
)  # fmt: skip


class Kind(NamedTuple):
    """A kind of file: what makes it, which library and files that depends on, and the setting that says how many
    characters it may hold.
    """

    suffix: str
    name: str
    media_type: str
    is_saved: bool
    make: Callable[[Paper, str], bytes]
    library: str
    made_with: tuple[str, ...]
    limit: str


KINDS = {
    kind.suffix: kind
    for kind in (
        Kind(
            "pdf", "PDF", "application/pdf", False, as_pdf, "weasyprint",
            ("pdf_file.py", "pdf_worker.py", "record.css", *PDF_TEMPLATES),
            "PDF_MOST_CHARACTERS",
        ),
        Kind(
            "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True, as_word,
            "python-docx", ("word_file.py", "word_styles.py"), "WORD_MOST_CHARACTERS",
        ),
    )
}  # fmt: skip


def mark_of(kind: Kind, paper: Paper, address: str) -> str:
    """Return what tells this file from all others: a digest of its words, its address and what it is made with."""
    return sha256(f"{_form(kind)} {address} {paper.digest}".encode()).hexdigest()


@cache
def _form(kind: Kind) -> str:
    """Return the kind with the digest of the code, templates and library that make it: another form, another file."""
    digest = sha256()
    for name in kind.made_with:
        path = HERE / name if (HERE / name).exists() else Path(get_template(name).origin.name)  # type: ignore[attr-defined]
        digest.update(path.read_bytes())
    try:
        library = version(kind.library)
    except PackageNotFoundError:
        library = "missing"
    return f"{kind.suffix} {library} {digest.hexdigest()}"


def kept_or_made(kind: Kind, paper: Paper, address: str) -> bytes:
    """Return the file. Raises CannotBeMade, with a sentence for the reader, where it cannot be had now."""
    files, mark = caches["records"], mark_of(kind, paper, address)
    kept: bytes | None = files.get(mark)
    if kept is not None:
        return kept
    most: int = getattr(settings, kind.limit)
    if paper.size > most:
        raise CannotBeMade(
            f"This record is too long to be made into one {kind.name} file here"
            f" ({paper.size:,} characters; at most {most:,})."
        )
    content = kind.make(paper, address)
    files.set(mark, content)
    return content


def file_name(paper: Paper, kind: Kind) -> str:
    """Return the name a reader saves it under: borough, committee, day and, of an extract, the item."""
    parts = paper.address.strip("/").split("/")[1:]
    return f"{slugify('-'.join(parts))[:150]}.{kind.suffix}"
