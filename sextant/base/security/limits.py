"""How often something public may be done within a stretch, counted in the cache; a limit, not a lock."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def within(name: str, most: int, *, request: HttpRequest | None = None, seconds: int = HOUR) -> bool:
    """Counts one doing of `name`, by the address of the request or, without one, by all together; False for one too many.

    Of the address only a digest is kept, for the stretch.
    """
    address = request.META.get("REMOTE_ADDR", "") if request is not None else None
    who = "all" if address is None else hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:24]
    key = f"limit:{name}:{who}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        cache.set(key, 1, seconds)
        return True
