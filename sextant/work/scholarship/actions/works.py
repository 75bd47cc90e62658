"""Works from a bibliographic file: one's own, or a corpus in which works of the experts are looked for."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.search.actions import index
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.work.scholarship import letters
from sextant.work.scholarship.actions.experts import Work, add_work
from sextant.work.scholarship.models import ExpertProfile, ExpertWork, WorkImport
from sextant.work.scholarship.named import keys_of_authors, keys_of_person

LARGEST = 10 * 1024 * 1024
MOST_FINDINGS = 2000


@dataclass(frozen=True)
class Record:
    """One record of a file: the work, the ORCIDs of its authors, or why it was refused (a sentence in the language of the site)."""

    line: int
    work: Work | None = None
    orcids: frozenset[str] = frozenset()
    refusal: str = ""


@transaction.atomic
def bring_works(profile: ExpertProfile | None, *, name: str, content: bytes, by: User | None) -> WorkImport:
    """Keeps a file and queues its reading; without a profile it is a corpus."""
    if not content.strip():
        raise ValidationError({"file": _("The file is empty. Export it again and upload it.")})
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 10 MB. Split it.")})
    work = WorkImport.objects.create(
        profile=profile,
        name=name.replace("\x00", "")[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state="waiting",
        made_by=by,
    )
    work.job = after_commit("scholarship.import_works", by=by, import_id=work.pk)
    work.save(update_fields=["job"])
    record(verb="scholarship.bring_works", obj=work, by=by, after={"digest": work.sha256})
    return work


@transaction.atomic
def store_works(work: WorkImport, records: Iterator[Record]) -> WorkImport:
    """Stores every record, merges it into what is there, or says why not. Works of one's own file that do not bear the name wait for confirmation;
    so does whatever a corpus has. A record of a corpus that is nobody's counts as refused only if it cannot be read: else it is merged into nothing and
    said so."""
    work = WorkImport.objects.select_for_update(of=("self",)).select_related("profile__person", "made_by").get(pk=work.pk)
    if work.state != "waiting":
        return work
    finders = [work.profile] if work.profile is not None else list(ExpertProfile.objects.with_all().listed(timezone.localdate()))
    keys = {one.pk: keys_of_person(one.person) for one in finders}
    found: dict[int, int] = defaultdict(int)
    for one in records:
        work.read += 1
        if one.work is None:
            _refuse(work, one.line, one.refusal)
            continue
        _store(work, one, finders, keys, found)
    work.done, work.state, work.content = work.read, "done", b""
    work.save()
    for profile in finders:
        if found[profile.pk]:
            index(profile)
            if work.profile is None:
                letters.write_works_found(profile, found[profile.pk], str(work.pk))
    counts = {name: getattr(work, name) for name in ("read", "stored", "merged", "refused")}
    record(verb="scholarship.store_works", obj=work, by=work.made_by, after={"counts": counts})
    return work


def _store(work: WorkImport, one: Record, finders: list[ExpertProfile], keys: dict[int, set[str]], found: dict[int, int]) -> None:
    assert one.work is not None
    authors = set(keys_of_authors(one.work.authors))
    own = [profile for profile in finders if keys[profile.pk] & authors or (profile.person.orcid and profile.person.orcid in one.orcids)]
    concepts = mentioned([one.work.title])
    if work.profile is not None:
        try:
            _kept, is_new = add_work(
                work.profile, one.work, by=work.made_by, concepts=concepts, source=ExpertWork.Source.FILE, is_confirmed=bool(own)
            )
        except ValidationError as refusal:
            _refuse(work, one.line, " ".join(refusal.messages))
            return
        work.stored, work.merged = work.stored + is_new, work.merged + (not is_new)
        return
    if not own:
        _refuse(work, one.line, _("No author of this work is a listed expert."))
        return
    news = 0
    for profile in own:
        is_new = add_work(profile, one.work, by=work.made_by, concepts=concepts, source=ExpertWork.Source.CORPUS, is_confirmed=False)[1]
        found[profile.pk] += is_new
        news += is_new
    work.stored, work.merged = work.stored + bool(news), work.merged + (not news)


def _refuse(work: WorkImport, line: int, sentence: str) -> None:
    work.refused += 1
    work.findings = [*work.findings, [line, sentence]][:MOST_FINDINGS]


@transaction.atomic
def refuse_works(work: WorkImport, *, trouble: str) -> WorkImport:
    """Ends an import of a file that is of no use at all."""
    work.state, work.trouble, work.content = "refused", trouble[:500], b""
    work.save(update_fields=["state", "trouble", "content"])
    record(verb="scholarship.refuse_works", obj=work, by=work.made_by, after={"trouble": work.trouble})
    return work
