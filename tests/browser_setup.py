"""Finds Chromium for the browser tests, or installs Debian's package where that is allowed; says so when it cannot be had."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CANDIDATES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of an installed Chromium, from CHROMIUM or the usual names; None when there is none."""
    named = os.environ.get("CHROMIUM", "")
    return named if named and Path(named).exists() else next(filter(None, map(shutil.which, CANDIDATES)), None)


def install() -> None:
    """Installs Debian's chromium with apt-get when this user may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    )


def main() -> int:
    if chromium() is None:
        install()
    found = chromium()
    print(f"Browser tests use {found}." if found else "Browser tests will be skipped: install Chromium (Debian: apt-get install chromium).")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
