"""Has the printed page made into a tagged PDF by a process of its own, one at a time, for so long and no longer.

So a long record takes neither the memory nor the time of the process that answers readers, and two readers who ask at
the same moment do not keep everybody else waiting: the second is told to come back in some seconds.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from meetings.printing.paper import Paper
from meetings.printing.pdf_worker import MISSING, TOO_LARGE
from meetings.printing.problems import CannotBeMade

PROJECT = Path(__file__).resolve().parent.parent.parent
STYLE_SHEET = Path(__file__).with_name("record.css")
COME_BACK = 10  # seconds
PATIENCE = 2.0  # seconds to wait for the file before this one
LOOK_AGAIN = 0.1


def as_pdf(paper: Paper, address: str) -> bytes:
    """Return a paper as PDF/UA-1. Raises CannotBeMade where the library is missing, busy, or needs too long."""
    page = render_to_string("meetings/record_pdf.html", {"paper": paper, "address": address})
    job = json.dumps({"page": page, "style_sheet": STYLE_SHEET.read_text()})
    with _one_at_a_time():
        return _made_from(job.encode())


def _made_from(job: bytes) -> bytes:
    seconds = settings.PDF_SECONDS
    command = [
        sys.executable, "-s", "-m", "meetings.printing.pdf_worker", str(settings.PDF_BYTES), str(int(seconds) + 1),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},  # no secret of ours
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise CannotBeMade(f"This record could not be made into a PDF within {seconds} seconds.") from None
    if done.returncode == MISSING:
        raise CannotBeMade(
            "This server cannot make PDF files yet: WeasyPrint, or the library Pango that it sets text with, is not"
            f" installed ({done.stdout.decode()})."
        )
    if done.returncode == TOO_LARGE:
        raise CannotBeMade("This record needs more memory than making one PDF may take.")
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise CannotBeMade("Making the PDF failed.")
    return done.stdout


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the only place there is for making a PDF on this machine. The kernel frees it should the process die."""
    kept: Any = settings.CACHES["records"]
    folder = Path(kept["LOCATION"])
    folder.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + PATIENCE
    with (folder / "making.lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise CannotBeMade("Another PDF is being made.", retry_after=COME_BACK) from None
                time.sleep(LOOK_AGAIN)
            else:
                break
        yield
