"""Copies of the house in which something is broken on purpose."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "sextant"


def copy_of_the_house(folder: Path) -> Path:
    """The code alone, with the import contract beside it."""
    shutil.copytree(HOUSE, folder / "sextant", ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo", "tests"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def run_in(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs a Python module with the copy first on the path."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "SEXTANT_HOME": str(folder / "home")}
    return subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
