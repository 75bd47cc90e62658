"""No page of this house reads a book: the heavy readers are imported by its jobs."""

import os
import subprocess
import sys

HEAVY = ("playa", "pypdfium2", "fontTools", "numpy", "PIL", "lxml")
ASKED = f"import django, sys; django.setup(); import sextant.work.publications.urls; print([name for name in {HEAVY!r} if name in sys.modules])"


def test_no_page_imports_the_readers_of_books():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sextant.config.testing"}
    answer = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, env=environment)
    assert answer.stdout.strip() == "[]"
