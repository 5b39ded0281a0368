"""`python -m meetings.papers.worker FILE SUFFIX …`: looks into one paper, in a process that may be stopped at any time.

It is given limits before it opens the file, knows no database and no secret, and writes what it finds line by line to
standard output, each line a JSON object with one of: `pages` (how many), `hidden` (a sentence), `page` and `text`,
`cut` (a sentence: not all was read), `failed` (a sentence), `end`. What it wrote before it was stopped still holds.
"""

import json
import logging
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MOST_CHARACTERS_OF_A_PAGE = 400_000  # PostgreSQL takes a megabyte of different words in one vector
MOST_CHARACTERS = 20_000_000
DEEPEST_CALLS = 3_000
Finding = dict[str, Any]


def confine(memory: int, seconds: int) -> None:
    """Take from this process what it does not need: memory (bytes), processor time (seconds), writing files."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))
    sys.setrecursionlimit(DEEPEST_CALLS)


def look_into(path: Path, suffix: str, most_pages: int) -> Iterator[Finding]:
    """Yield what a paper holds, in the order in which it is found out."""
    if suffix == "pdf":
        yield from _pdf(path, most_pages)
    elif suffix in {"jpg", "png"}:
        from meetings.papers.hidden_pictures import picture_matter

        yield from ({"hidden": sentence} for sentence in picture_matter(path.read_bytes()))
    elif suffix in {"txt", "csv"}:
        from meetings.papers.kinds import decode_text

        yield {"page": 1, "text": decode_text(path.read_bytes()) or ""}
    else:
        yield from _office(path, suffix, most_pages)


def _pdf(path: Path, most_pages: int) -> Iterator[Finding]:
    from pypdf import PdfReader

    from meetings.papers.hidden_pdf import Pages, properties, whole_file
    from meetings.papers.words import pdf_pages

    reader = PdfReader(path)
    if reader.is_encrypted:
        yield {"failed": "It is protected with a password or against copying."}
        return
    number = len(reader.pages)
    yield {"pages": number}
    yield from ({"hidden": sentence} for sentence in whole_file(reader))
    found = Pages()
    for page, text in pdf_pages(reader, most_pages, found):
        yield {"page": page, "text": text}
    yield from ({"hidden": sentence} for sentence in (*found.sentences(), *properties(reader)))
    if number > most_pages:
        yield {"cut": f"Only the first {most_pages:,} of {number:,} pages were read."}


def _office(path: Path, suffix: str, most_pages: int) -> Iterator[Finding]:
    from meetings.papers.hidden_office import office_matter
    from meetings.papers.words import office_pages, slide_count

    with zipfile.ZipFile(path) as package:
        if suffix == "pptx":
            yield {"pages": slide_count(package)}
        yield from ({"hidden": sentence} for sentence in office_matter(package, suffix))
        for page, text in office_pages(package, suffix):
            if page > most_pages:
                yield {"cut": f"Only the first {most_pages:,} slides or sheets were read."}
                return
            yield {"page": page, "text": text}


def within_limits(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Normalise the words of pages, leave out empty ones, and keep no more of them than can be searched."""
    from meetings.papers.wording import normalised

    total = 0
    for finding in findings:
        if "text" in finding:
            text = normalised(finding["text"][: 2 * MOST_CHARACTERS_OF_A_PAGE])
            if len(text) > MOST_CHARACTERS_OF_A_PAGE:
                text = text[:MOST_CHARACTERS_OF_A_PAGE]
                yield {"cut": f"Only the beginning of page {finding['page']} was read."}
            total += len(text)
            if total > MOST_CHARACTERS:
                yield {"cut": f"Only the first {finding['page'] - 1:,} pages were read."}
                return
            if not text:
                continue
            finding["text"] = text
        yield finding


def main() -> None:
    path, suffix, most_pages, memory, seconds = sys.argv[1:]
    confine(int(memory), int(seconds))
    logging.disable()  # what a library says of a bad file is nobody's news
    try:
        for finding in within_limits(look_into(Path(path), suffix, int(most_pages))):
            print(json.dumps(finding), flush=True)
        print(json.dumps({"end": True}), flush=True)
    except MemoryError:
        print(json.dumps({"failed": "It needs more memory than a paper may take."}), flush=True)
    except RecursionError:
        print(json.dumps({"failed": "Its parts lie in each other too deeply."}), flush=True)
    except Exception as error:  # noqa: BLE001 (whatever a bad file does to a library is told, and ends here)
        said = f"It is damaged or not made as its kind should be ({type(error).__name__})."
        print(json.dumps({"failed": said}), flush=True)


if __name__ == "__main__":
    main()
