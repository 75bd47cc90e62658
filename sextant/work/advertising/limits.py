"""How often the public form is taken: so many requests an hour from one address, and from all together."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
FROM_ONE, FROM_ALL = 10, 100


def asked_too_often(request: HttpRequest) -> bool:
    """Counts this request; True when it is one too many. Of the address only a digest is kept, for an hour."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()[:24]
    return any([_over(f"advertising:ask:{digest}", FROM_ONE), _over("advertising:ask:all", FROM_ALL)])


def _over(key: str, most: int) -> bool:
    if cache.add(key, 1, HOUR):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:
        return False
