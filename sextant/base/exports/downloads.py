"""Files given to the reader to be saved."""

import mimetypes

from django.http import HttpResponse


def attached(content: bytes, name: str) -> HttpResponse:
    """The answer that a browser saves under that name; the name's ending tells what kind of file it is."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
