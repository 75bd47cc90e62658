"""Personal links of guests: nothing secret is kept, a link is the signed name of a document and a guest of its kind."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from sextant.base.ui.errors import DeadLink
from sextant.base.ui.links import full_address
from sextant.society.documents import rules
from sextant.society.documents.kinds import Guest, known
from sextant.society.documents.models import ApprovalVote, Document, Elector, Version

_links = Signer(salt="documents.guest", sep=".")


@dataclass(frozen=True)
class Visit:
    """A guest before a document."""

    document: Document
    guest: Guest

    @property
    def token(self) -> str:
        return token_of(self.document, self.guest)

    @property
    def version(self) -> Version | None:
        """The newest version that the guest may read."""
        for version in self.document.versions.all():
            version.document = self.document
            if rules.guest_reads(self.guest, version):
                return version
        return None

    @property
    def vote(self) -> ApprovalVote | None:
        """The latest vote on that version in whose electorate the guest stands, or that everybody may see."""
        version = self.version
        if version is None:
            return None
        for vote in version.votes.all():
            vote.version = version
            if rules.guest_sees_vote(self.guest, vote):
                return vote
        return None


def token_of(document: Document, guest: Guest) -> str:
    """The signed name of a guest before a document; it changes when the house makes the guest's link anew."""
    return _links.sign(f"{document.pk}-{guest.link}-{guest.key}")


def visit_at(token: str) -> Visit:
    """Who comes by this link; 404 for one that is not ours, was replaced, or has ended by withdrawal or erasure."""
    try:
        document, link, key = _links.unsign(token).split("-", 2)
    except (BadSignature, ValueError) as stranger:
        raise DeadLink from stranger
    rows = Document.objects.prefetch_related("versions__consultations", "versions__votes")
    found = rows.filter(pk=document).first()
    kind = known(found.kind) if found is not None else None
    guest = kind.guest(found, key) if found is not None and kind is not None else None
    if found is None or guest is None or str(guest.link) != link:
        raise DeadLink
    return Visit(found, guest)


def guest_address(document: Document, guest: Guest) -> str:
    """The whole address of the guest's page in the guest's language."""
    return full_address("documents:guest", guest.language, token_of(document, guest))


def line_of(guest: Guest, vote: ApprovalVote) -> Elector | None:
    """The guest's line in the electorate."""
    return vote.electorate.filter(guest=guest.key, same_as=None).first()
