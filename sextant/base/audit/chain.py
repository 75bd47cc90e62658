"""The digests of the chain: SHA-256 (FIPS 180-4) over canonical JSON of a line and the digest before it."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def digest_of(values: Any) -> str:
    """SHA-256 in hex of the values as JSON with sorted keys."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def address_digest(salt: str, address: str | None) -> str:
    """The salted hash of an address; with its salt gone it can no longer be guessed back."""
    return digest_of([salt, address])


def personal_digest(salt: str, of_address: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """The salted hash that stands in the chain for values that may be erased."""
    return digest_of([salt, of_address, before, after])


def line_digest(line: dict[str, Any]) -> str:
    """The digest that closes one line; `line` carries every chained field and `previous`."""
    return digest_of(line)
