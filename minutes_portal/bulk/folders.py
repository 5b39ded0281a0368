"""The folders of exports: one a moment, the link that leads to the newest, and whether what it holds still stands."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from minutes_portal.bulk.files import MANIFEST, Written, written
from minutes_portal.database.taken_back import Standing, standing

LATEST = "latest"
FRESH_FOR = timedelta(hours=24)


class AlreadyWriting(Exception):
    """Another process writes an export into the same directory."""


@dataclass(frozen=True)
class ExportSet:
    """An export as it lies on the disk. files: what its manifest names, and the manifest, by name."""

    folder: Path
    made_at: datetime
    files: Mapping[str, Written]

    def still_stands(self, now: Standing) -> bool:
        """Whether nothing in it was changed, made exempt, withdrawn or removed since it was made."""
        marks, ends_at = _stood(self.folder)
        return marks == now.marks and (ends_at is None or now.moment < ends_at)

    def is_fresh(self, now: Standing) -> bool:
        return now.moment - self.made_at < FRESH_FOR


def newest(directory: Path) -> ExportSet | None:
    """Return the export that `latest` leads to, None where there is none (or one of another version of the portal)."""
    try:
        return _read(str((directory / LATEST).resolve(strict=True)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=4)  # a folder never changes
def _read(path: str) -> ExportSet:
    folder = Path(path)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    _stood(folder)
    files = [Written(**file) for file in manifest["files"]] + [written(folder, MANIFEST, None)]
    return ExportSet(folder, datetime.fromisoformat(manifest["made_at"]), {file.name: file for file in files})


def needed(directory: Path) -> bool:
    """Whether there is no export, or one that is a day old or holds what no longer stands."""
    now, made = standing(), newest(directory)
    return made is None or not made.is_fresh(now) or not made.still_stands(now)


def keep_standing(folder: Path, now: Standing) -> None:
    """Write down beside a folder what stood when it was made: when something is to be withdrawn is not for readers."""
    value = {"marks": now.marks, "ends_at": now.ends_at and now.ends_at.isoformat()}
    _beside(folder).write_text(json.dumps(value), "utf-8")


@lru_cache(maxsize=4)
def _stood(folder: Path) -> tuple[str, datetime | None]:
    value: dict[str, Any] = json.loads(_beside(folder).read_text("utf-8"))
    return value["marks"], datetime.fromisoformat(value["ends_at"]) if value["ends_at"] else None


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.json")


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Let nobody else write into a directory meanwhile. Raises AlreadyWriting where somebody does."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyWriting(
                f"Another process writes an export into {directory}: wait for its end."
            ) from None
        for left in directory.glob(".making-*"):  # by a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield


def lead_to(directory: Path, made: Path) -> None:
    """Let the link lead to a folder; whoever follows it meets the old one or the new one, never none."""
    fresh = directory / f".{LATEST}-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(made.name)
    fresh.replace(directory / LATEST)


def forget_earlier(directory: Path, made: Path, now: Standing) -> None:
    """Remove the folders of earlier times, but for the last while it still stands: somebody may just be reading it."""
    earlier = sorted(each for each in directory.glob("2*Z") if each.is_dir() and each.name < made.name)
    for number, each in enumerate(reversed(earlier)):
        if number or not _stands(each, now):
            shutil.rmtree(each)
            _beside(each).unlink(missing_ok=True)


def _stands(folder: Path, now: Standing) -> bool:
    try:
        return _read(str(folder)).still_stands(now)
    except (OSError, ValueError, KeyError, TypeError):
        return False
