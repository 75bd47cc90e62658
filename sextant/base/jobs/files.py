"""Files that a person hands in and a job reads later."""

import hashlib
from pathlib import Path

from django.core.files.base import File


def sha256_of(file: File) -> str:
    """Digest of the whole content, in hexadecimal; the file is then read from its beginning again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def plain_name(file: File) -> str:
    """The file's own name without folders, cut so that it fits the disk; its endings stay, for they tell the format."""
    name = Path((file.name or "file").replace("\\", "/")).name
    return name if len(name) <= 100 else name[-100:]
