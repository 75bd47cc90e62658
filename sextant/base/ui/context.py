"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The other language's code, and the address for coming back."""
    language = getattr(request, "LANGUAGE_CODE", "ru")[:2]
    return {"language": language, "other_language": "en" if language == "ru" else "ru", "here": request.get_full_path()}
