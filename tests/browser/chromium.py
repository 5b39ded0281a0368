"""Makes sure that the machine has a Chromium for the browser tests, and says where it is."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of the machine's Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Install Debian's Chromium if the machine has none and we may; else say what to do."""
    if find():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests …")
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
    if not find():
        sys.exit(
            "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), then `make test`."
        )


if __name__ == "__main__":
    main()
