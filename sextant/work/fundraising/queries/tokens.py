"""Addresses that open one gift or one standing gift to whoever holds the letter, without a log-in."""

from django.core.signing import BadSignature, Signer
from django.http import Http404

from sextant.work.fundraising.models import Donor, Gift, Part, StandingGift
from sextant.work.fundraising.queries.donors import root_of

_signers = {name: Signer(salt=f"fundraising.{name}", sep=".") for name in ("gift", "standing", "receipt", "donor")}


def _key(name: str, token: str) -> int:
    try:
        return int(_signers[name].unsign(token))
    except (BadSignature, ValueError) as stranger:
        raise Http404 from stranger


def token_of_gift(gift: Gift) -> str:
    """A signed name of a gift; nobody can make one for another."""
    return _signers["gift"].sign(str(gift.pk))


def token_of_standing(standing: StandingGift) -> str:
    return _signers["standing"].sign(str(standing.pk))


def token_of_part(part: Part) -> str:
    return _signers["receipt"].sign(str(part.pk))


def token_of_donor(donor: Donor) -> str:
    """Opens a donor's statements and choice of letters, nothing else."""
    return _signers["donor"].sign(str(donor.pk))


def donor_of(token: str) -> Donor:
    """The donor of a token, or the one that donor was merged into."""
    found = Donor.objects.select_related("merged_into").filter(pk=_key("donor", token), erased_at=None).first()
    if found is None:
        raise Http404
    return root_of(found)


def gift_of(token: str) -> Gift:
    """The gift of a token; 404 for a token that is not ours."""
    found = Gift.objects.select_related("donor", "appeal", "fund", "standing").filter(pk=_key("gift", token)).first()
    if found is None:
        raise Http404
    return found


def standing_of(token: str) -> StandingGift:
    found = StandingGift.objects.select_related("donor", "appeal").filter(pk=_key("standing", token)).first()
    if found is None:
        raise Http404
    return found


def part_of(token: str) -> Part:
    rows = Part.objects.select_related("gift__donor", "gift__appeal", "gift__fund", "payment")
    found = rows.filter(pk=_key("receipt", token)).first()
    if found is None:
        raise Http404
    return found
