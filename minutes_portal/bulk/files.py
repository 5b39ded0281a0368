"""The files of an export: how their manifest names them, and what makes sure that they are whole."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

MANIFEST, FORMAT = "manifest.json", "minutes-portal-export/2"


@dataclass(frozen=True)
class Written:
    """A file as the manifest names it, by its path in the folder. rows: objects in it, None for what holds none."""

    name: str
    rows: int | None
    bytes: int
    sha256: str


def written(folder: Path, name: str, rows: int | None) -> Written:
    """Return what the manifest says of a file that is there."""
    path = folder / name
    return Written(name, rows, path.stat().st_size, digest_of(path))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read piece by piece."""
    digest = sha256()
    with path.open("rb") as file:
        for part in iter(lambda: file.read(2**20), b""):
            digest.update(part)
    return digest.hexdigest()


def as_json(value: Any) -> str:
    """Return a value as one line of JSON."""
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))


def write_pretty(path: Path, value: Any) -> None:
    """Write a value as JSON that people can read."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
