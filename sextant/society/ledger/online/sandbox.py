"""The sandbox: a payment service that only pretends. It tells what happened as a real one does, by a signed call.

It serves what belongs to the demo association, and anything else only where SEXTANT_SANDBOX is 1 (a test site): there
everyone can have paid for nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import OnlinePayment
from sextant.society.ledger.online.providers import Event, Forged
from sextant.society.ledger.payables import Payable

SIGNATURE = "X-Sandbox-Signature"
TOLERANCE = timedelta(minutes=5)
LARGEST = 1 << 16


def _key() -> bytes:
    return hashlib.sha256(b"sextant.ledger.sandbox:" + settings.SECRET_KEY.encode()).digest()


def sign(body: bytes, at: datetime) -> str:
    """`t=…,v1=…`: the time of the call in seconds, and HMAC-SHA256 over the time, a full stop and the body."""
    stamp = str(int(at.timestamp()))
    return f"t={stamp},v1={hmac.new(_key(), stamp.encode() + b'.' + body, hashlib.sha256).hexdigest()}"


def told(online: OnlinePayment, kind: str, amount_minor: int, event_id: str, day: date) -> bytes:
    """The body of a call."""
    words = {"id": event_id, "payment": online.token, "kind": kind, "amount_minor": amount_minor, "currency": online.currency, "day": day.isoformat()}
    return json.dumps(words).encode()


def _verified(headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    parts = dict(part.partition("=")[::2] for part in headers.get(SIGNATURE, "").split(","))
    stamp = parts.get("t", "")
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12 or len(body) > LARGEST:
        raise Forged
    at = datetime.fromtimestamp(int(stamp), UTC)
    if not hmac.compare_digest(sign(body, at), headers.get(SIGNATURE, "")) or abs(now - at) > TOLERANCE:
        raise Forged


class Sandbox:
    """The one provider that needs no contract."""

    code = "sandbox"
    title = _("Test payment (no money moves)")

    def offers(self, payable: Payable) -> bool:
        return payable.is_demo or settings.SEXTANT_SANDBOX

    def begin(self, online: OnlinePayment, *, back_url: str) -> str:
        return reverse("ledger:sandbox", args=[online.token])

    def read_event(self, headers: Mapping[str, str], body: bytes) -> Event:
        _verified(headers, body, datetime.now(UTC))
        try:
            said = json.loads(body)
            amount, day = said["amount_minor"], date.fromisoformat(said["day"])
            names = [said[name] for name in ("id", "payment", "kind", "currency")]
        except (ValueError, KeyError, TypeError) as unreadable:
            raise Forged from unreadable
        whole = isinstance(amount, int) and 0 < amount < 10**15 and all(isinstance(name, str) and 0 < len(name) <= 120 for name in names)
        if not whole or names[2] not in ("paid", "failed", "refunded"):
            raise Forged
        return Event(event_id=names[0], token=names[1], kind=names[2], amount_minor=amount, currency=names[3], day=day)
