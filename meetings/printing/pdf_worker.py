"""`python -m meetings.printing.pdf_worker BYTES SECONDS`: makes one printed page into a tagged PDF and ends.

It reads a JSON object with `page` and `style_sheet` from standard input and writes the file to standard output. It is
confined before it reads anything, knows no database and no secret, and fetches nothing: whatever the page asks for but
its own style sheet is refused.
"""

import json
import resource
import sys
from typing import Any

MISSING, TOO_LARGE = 3, 4  # how it ends where a library is missing, or memory
STYLE_SHEET = "record:style"


def confine(memory: int, seconds: int) -> None:
    """Take from this process what it does not need: memory (bytes), processor time (seconds), writing files."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 256),
    ):
        resource.setrlimit(what, (most, most))


def as_pdf(page: str, style_sheet: str) -> bytes:
    """Return the page as PDF/UA-1 (ISO 14289-1). Raises ImportError or OSError where a library is missing."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnStyleSheetOnly(URLFetcher):
        """Gives out the style sheet and refuses all else: no network, no file."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url != STYLE_SHEET:
                raise ValueError(f"Not fetched: {url}")
            return URLFetcherResponse(url, style_sheet, {"Content-Type": "text/css"})

    closed = OwnStyleSheetOnly()
    style = CSS(url=STYLE_SHEET, url_fetcher=closed)
    document = HTML(string=page, url_fetcher=closed)
    made: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return made


def main() -> int:
    memory, seconds = sys.argv[1:]
    confine(int(memory), int(seconds))
    job = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(as_pdf(job["page"], job["style_sheet"]))
    except MemoryError:
        return TOO_LARGE
    except (ImportError, OSError) as error:
        sys.stdout.write(str(error).partition("\n")[0] or type(error).__name__)
        return MISSING
    return 0


if __name__ == "__main__":
    sys.exit(main())
