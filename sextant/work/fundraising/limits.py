"""How often one address may do something, counted in the cache; a limit, not a lock."""

from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def within(request: HttpRequest, name: str, most: int, seconds: int = HOUR) -> bool:
    """Counts this request, and says whether its address has asked no more than `most` times in the stretch."""
    key = f"fundraising:{name}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        cache.set(key, 1, seconds)
        return True
