"""Files leave the disk with their rows, when nobody else has the same ones."""

from functools import partial

from django.db import transaction

from sextant.work.calls.models import EntryFile


def drop_file(file: EntryFile) -> None:
    """Takes the row away, and after the commit the file as it came and as a jury had it."""
    kept = [(field, getattr(file, field).name) for field in ("file", "blind_file")]
    storage = file.file.storage
    file.delete()
    for field, name in kept:
        if name and not EntryFile.objects.filter(**{field: name}).exists():
            transaction.on_commit(partial(storage.delete, name))
