"""Handing a book in, checking its file, keeping what was found, and removing files that are no longer needed."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.base.jobs.files import plain_name, sha256_of
from sextant.society.members.models import Organisation
from sextant.work.publications import states
from sextant.work.publications.models import Book, Check, Finding, PackVersion

KEPT = timedelta(days=90)
"""How long the file of a book is kept after its check; what was found stays."""


@in_turn
def save_book(book: Book | None, *, publisher: Organisation | None, by: User | None, **values: Any) -> Book:
    """Describes a book, or changes what is said of it."""
    kept = Book.objects.select_for_update(of=("self",)).get(pk=book.pk) if book is not None else Book(handed_in_by=by)
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.publisher = publisher
    if kept.also_age == kept.age:
        kept.also_age = ""
    kept.full_clean(validate_constraints=False)
    kept.save()
    record(verb="publications.save_book", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


@transaction.atomic
def hand_in(*, publisher: Organisation | None, file: File, versions: list[PackVersion], by: User | None, **values: Any) -> Check:
    """A new book with its first file: both are kept, or neither."""
    book = save_book(None, publisher=publisher, by=by, **values)
    return check_file(book, file=file, versions=versions, by=by)


def check_file(book: Book, *, file: File, versions: list[PackVersion], by: User | None) -> Check:
    """Keeps a file of the book and queues its check by these versions of norms. The file that was checked last, by the same norms, is refused."""
    form, digest = _format_of(file), sha256_of(file)
    if not versions:
        raise ValidationError({"norms": _("Choose at least one norm.")})
    _refuse_repeated(book, digest, versions)
    number = (book.checks.aggregate(last=Max("number"))["last"] or 0) + 1
    check = Check(book=book, number=number, file_name=plain_name(file)[:200], sha256=digest, format=form, kind=book.kind, age=book.age, by=by)
    check.file.save(f"book.{form}", file, save=False)
    try:
        with transaction.atomic():
            check.save()
            check.versions.set(versions)
            check.job = after_commit("publications.check_file", by=by, check_id=check.pk)
            check.save(update_fields=["job"])
            record(verb="publications.check_file", obj=check, by=by, after={"file": check.file_name, "sha256": digest})
    except Exception:
        check.file.delete(save=False)
        raise
    return check


def _format_of(file: File) -> str:
    start = file.read(1024)
    file.seek(0)
    if b"%PDF-" in start:
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "epub"
    raise ValidationError({"file": _("This is neither a PDF nor an EPUB file. Hand in the file that goes to print, or the e-book.")})


def _refuse_repeated(book: Book, digest: str, versions: list[PackVersion]) -> None:
    last = book.checks.filter(sha256=digest).exclude(outcome=states.REFUSED).select_related("job").first()
    if last is None or (last.outcome != states.DONE and not last.is_waiting):
        return
    if set(last.versions.values_list("pk", flat=True)) == {one.pk for one in versions} and last.age == book.age and last.kind == book.kind:
        raise ValidationError({"file": _("This very file was checked by these norms already, in check %(number)s.") % {"number": last.number}})


def keep_findings(check: Check, made: dict[str, Any], findings: list[dict[str, Any]]) -> None:
    """What a check found, inside the last step of its job."""
    for name, value in made.items():
        setattr(check, name, value)
    check.outcome, check.ended_at = states.DONE, timezone.now()
    check.save()
    Finding.objects.bulk_create([Finding(check_made=check, place=place, **one) for place, one in enumerate(findings, 1)], batch_size=500)
    record(verb="publications.keep_findings", obj=check, by=check.by, after={"verdict": check.verdict, "findings": len(findings)})


def refuse_file(check: Check, sentence: dict[str, str]) -> None:
    """The file could not be read at all."""
    check.outcome, check.ended_at = states.REFUSED, timezone.now()
    check.sentence_en, check.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    check.save()
    record(verb="publications.refuse_file", obj=check, by=check.by, after={"file": check.file_name})


@transaction.atomic
def stop_check(check: Check, *, by: User | None) -> None:
    """Stops a check that waits or runs."""
    if check.job is None or not check.is_waiting:
        raise ValidationError(_("This check has ended already; there is nothing left to stop."))
    cancel_job(check.job, by=by)
    record(verb="publications.stop_check", obj=check, by=by)


def remove_old_files(now: datetime) -> int:
    """Removes the files of books whose check ended long ago; reports and findings stay. Gives their number."""
    old = list(Check.objects.filter(ended_at__lt=now - KEPT).exclude(file=""))
    for check in old:
        name = str(check.file.name)
        with transaction.atomic():
            Check.objects.filter(pk=check.pk).update(file="")
            record(verb="publications.remove_file", obj=check, by=None, after={"file": check.file_name})
        default_storage.delete(name)
    return len(old)
