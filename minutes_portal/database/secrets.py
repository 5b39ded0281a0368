"""The passwords and keys of a local site, made once and kept in `var/` for this user only."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "database_password", "superuser_password")


def local_secrets(var_dir: Path) -> dict[str, str]:
    """Return this site's secrets by name, making the file on first use.

    Two processes may start at once: the file appears under its name complete or not at all, and the
    first one wins.
    """
    path = var_dir / "secrets.json"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secrets.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({name: secrets.token_urlsafe(48) for name in NAMES}, file)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    found: dict[str, str] = json.loads(path.read_text())
    return found
