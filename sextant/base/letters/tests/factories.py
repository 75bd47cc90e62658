"""Letters for tests."""

from typing import Any

from sextant.base.letters.actions import queue_letter
from sextant.base.letters.models import Letter


def make_letter(key: str = "one", **fields: Any) -> Letter:
    """A queued letter; other columns are set afterwards."""
    words = {"template": "test.note", "to": "anna@library.example", "language": "en", "subject": "Hello", "body": "Good day.\n"}
    asked = {name: fields.pop(name) for name in list(fields) if name in {*words, "secret", "about", "by"}}
    letter = queue_letter(key=key, **{**words, **asked})
    if fields:
        Letter.objects.filter(pk=letter.pk).update(**fields)
        letter.refresh_from_db()
    return letter
