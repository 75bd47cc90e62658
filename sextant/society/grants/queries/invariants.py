"""What must hold among grants and the books whatever happened: a sentence for everything that does not."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.grants import states
from sextant.society.grants.models import Grant
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Line

OF_GRANTS = "grants.grant"


def _instalments() -> Iterator[str]:
    """Instalments come to the amount, those that are paid to what is kept as paid, the others to what is left or booked back."""

    def part(state: str) -> Coalesce:
        return Coalesce(Sum("instalments__amount_minor", filter=Q(instalments__state=state)), 0)

    rows = Grant.objects.filter(state__in=states.MANAGED).annotate(
        planned=part(states.PLANNED), paid=part(states.PAID), released=part(states.RELEASED)
    )
    left = F("amount_minor") - F("paid_minor") - F("released_minor")
    for grant in rows.exclude(paid=F("paid_minor"), planned=left, released=F("released_minor")).order_by("pk"):
        said = (grant.planned, grant.paid, grant.released)
        words = {"number": grant.number, "said": said, "kept": (grant.left_minor, grant.paid_minor, grant.released_minor)}
        yield (
            _("The instalments of grant %(number)s come to %(said)s (to be paid, paid, not to be paid); the grant says %(kept)s (minor units).")
            % words
        )


def _booked() -> dict[str, dict[str, int]]:
    """What the books have of every grant on the liability, the expense and accounts of money, reversals included."""
    of_grants = Q(entry__about_kind=OF_GRANTS) | Q(entry__reverses__about_kind=OF_GRANTS)
    found: dict[str, dict[str, int]] = {}
    lines = Line.objects.filter(of_grants, entry__state=books.POSTED).order_by()
    about = Coalesce(F("entry__reverses__about_id"), F("entry__about_id"))
    for key, use, cash, amount in lines.annotate(about=about).values_list("about", "account__use", "account__is_cash").annotate(Sum("amount_minor")):
        row = found.setdefault(key, {"cash": 0})
        row["cash" if cash else use] = row.get("cash" if cash else use, 0) + amount
    return found


def _books() -> Iterator[str]:
    """What is owed, spent and paid by a grant is what its entries say."""
    booked = _booked()
    for grant in Grant.objects.filter(state__in=states.MANAGED).order_by("pk"):
        found = booked.get(str(grant.pk), {})
        wanted = (grant.left_minor, grant.given_minor, grant.paid_minor - grant.returned_minor)
        said = (-found.get("grants_payable", 0), found.get("grants_awarded", 0), -found.get("cash", 0))
        if said != wanted:
            words = {"number": grant.number}
            for name, pair in (("kept", wanted), ("booked", said)):
                words[name] = ", ".join(money(amount, grant.currency) for amount in pair)
            yield _("Grant %(number)s says it owes, has given and has paid %(kept)s; the books say %(booked)s.") % words


def _states() -> Iterator[str]:
    """What has ended owes nothing, and forgets where the money went."""
    over = (states.CLOSED, *states.ENDED_WITH_REASON)
    nothing_left = Q(amount_minor=F("paid_minor") + F("released_minor"), details="")
    for grant in Grant.objects.filter(~nothing_left, state__in=over).order_by("pk"):
        yield _("Grant %(number)s has ended, but still owes something or keeps an account number.") % {"number": grant.number}


def trouble() -> list[str]:
    """Everything that is wrong, a sentence each; empty when the house is in order."""
    return [sentence for check in (_instalments, _books, _states) for sentence in check()]
