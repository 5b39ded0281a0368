"""Runs the worker on one file, for so long and no longer, and gathers what it says."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent
MOST_OUTPUT = 120 * 2**20  # bytes: far more than the worker may say, should it say what it may not
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """What looking into one paper may cost: seconds by the clock, bytes of memory, pages."""

    seconds: float = 120
    memory: int = 1024 * 2**20
    pages: int = 3_000


@dataclass
class Findings:
    """What was found in a paper. `finished` says whether it was looked through to its end."""

    pages: int | None = None
    hidden: list[str] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    cuts: list[str] = field(default_factory=list)
    failed: str = ""
    finished: bool = False
    out_of_time: bool = False

    def take(self, line: bytes) -> None:
        """Take in one line of the worker; what is no line of its own making is left out."""
        try:
            said: Any = json.loads(line)
        except ValueError:
            return
        if "text" in said:
            self.texts[int(said["page"])] = str(said["text"])
        elif "pages" in said:
            self.pages = int(said["pages"])
        elif "hidden" in said:
            self.hidden.append(str(said["hidden"]))
        elif "cut" in said:
            self.cuts.append(str(said["cut"]))
        self.failed = str(said.get("failed", self.failed))
        self.finished = self.finished or bool(said.get("end"))


def look_into(path: Path, suffix: str, limits: Limits) -> Findings:
    """Return what the worker finds in a file. Never raises for what the file is, never takes longer than allowed."""
    ends_at = time.monotonic() + limits.seconds
    command = [
        sys.executable, "-s", "-m", "meetings.papers.worker", str(path), suffix, str(limits.pages), str(limits.memory),
        str(int(limits.seconds) + 1),
    ]  # fmt: skip
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},  # no secret of ours
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        findings = Findings()
        try:
            findings.out_of_time = not _gather(process, findings, ends_at)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if not (findings.finished or findings.failed or findings.out_of_time):
        findings.out_of_time = process.returncode == -signal.SIGXCPU
        findings.failed = "" if findings.out_of_time else "Looking into it made the reader break off."
    return findings


def _gather(process: "subprocess.Popen[bytes]", findings: Findings, ends_at: float) -> bool:
    """Take in all that the worker says; False when its time is over first."""
    pipe: Any = process.stdout
    os.set_blocking(pipe.fileno(), False)
    waiting, total = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (left := ends_at - time.monotonic()) > 0:
            if not selector.select(left):
                return False
            chunk = pipe.read(CHUNK)
            if not chunk:
                return True
            total += len(chunk)
            if total > MOST_OUTPUT:
                findings.failed = "It holds more text than a paper may."
                return True
            *lines, waiting = (waiting + chunk).split(b"\n")
            for line in lines:
                findings.take(line)
    return False
