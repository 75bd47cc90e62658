"""Signed copies: scans of what was signed on paper."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda.attached import JPEG, PDF, PNG, inspect
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract, SignedCopy

MOST_COPIES = 40
ACTIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")


@transaction.atomic
def keep_copy(contract: Contract, *, upload: UploadedFile, by: User | None, act: Act | None = None) -> SignedCopy:
    """Keeps a scan after looking into it: PDF, PNG or JPEG by content, without programs or passwords. The same file twice is one."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if contract.state == states.DRAFT:
        raise ValidationError(_("A draft is not signed yet. Send the contract first."))
    if contract.copies.count() >= MOST_COPIES:
        raise ValidationError({"file": _("There are %(count)s copies already.") % {"count": MOST_COPIES}})
    try:
        found = inspect(upload)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    if found.kind not in (PDF, PNG, JPEG):
        raise ValidationError({"file": _("A scan is PDF, PNG or JPEG. Save it as one of them and send it again.")})
    if found.kind == PDF and any(mark in found.content for mark in ACTIVE_PDF):
        raise ValidationError({"file": _("This PDF holds a script, an attachment or a password. Scan the paper anew and send it again.")})
    known = contract.copies.filter(sha256=found.sha256).first()
    if known is not None:
        return known
    copy = SignedCopy(contract=contract, act=act, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256, by=by)
    copy.file.save(found.sha256, ContentFile(found.content), save=False)
    copy.save()
    record(verb="paid_services.keep_copy", obj=act or contract, by=by, after={"name": found.name, "sha256": found.sha256})
    return copy
