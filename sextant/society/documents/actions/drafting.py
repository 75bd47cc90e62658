"""Drafts: a document begun, its next version, and the editors."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.queries import scope_of
from sextant.base.search.actions import index
from sextant.society.documents import states
from sextant.society.documents.actions.clauses import put_clauses
from sextant.society.documents.clauses import ClauseDraft, fingerprint_of
from sextant.society.documents.kinds import known
from sextant.society.documents.models import Clause, Document, Version

TAKEN = ("new", "clauses", "comments", "guest", "votes")
"""Addresses that pages of the house have."""


@in_turn
def draft_document(
    *,
    kind: str,
    title_ru: str = "",
    title_en: str = "",
    clauses: Sequence[ClauseDraft] = (),
    by: User | None,
    owner: models.Model | None = None,
    editors: Iterable[User] = (),
    summary_ru: str = "",
    summary_en: str = "",
    code: str = "",
    is_demo: bool = False,
) -> Document:
    """Begins a document with the draft of its first version. `owner` is a section, an organisation …, none for the association; `code`
    is made from the English title where it is empty. Refused: an unknown kind, no title, a code that is taken, clauses that contradict."""
    if known(kind) is None:
        raise ValidationError({"kind": _("There is no kind of document “%(kind)s” on this site. Choose one of the list.") % {"kind": kind}})
    if not (title_ru.strip() or title_en.strip()):
        raise ValidationError({"title_ru": _("Give the document a title, in one language at least.")})
    owner_kind, owner_key = scope_of(owner)
    document = Document(kind=kind, owner_kind=owner_kind, owner_key=owner_key, made_by=by, is_demo=is_demo, code=_free_code(code, title_en))
    words = {"title_ru": title_ru.strip(), "title_en": title_en.strip(), "summary_ru": summary_ru.strip(), "summary_en": summary_en.strip()}
    version = Version(document=document, number=1, made_by=by)
    for thing in (document, version):
        for name, value in words.items():
            setattr(thing, name, value)
    document.full_clean(validate_constraints=False)
    document.save()
    document.editors.set(editors)
    version.save()
    put_clauses(version, clauses)
    record(verb="documents.draft_document", obj=document, by=by, after={"title": str(document), "kind": kind, "clauses": len(clauses)})
    return document


def _free_code(wanted: str, title: str) -> str:
    """The address asked for, or one made from the title and not taken yet."""
    if wanted:
        if wanted in TAKEN or Document.objects.filter(code=wanted).exists():
            raise ValidationError({"code": _("There is a document with this address already. Choose another one.")})
        return wanted
    made = slugify(title)[:50].strip("-") or "document"
    return f"{made}-{secrets.token_hex(2)}" if made in TAKEN or Document.objects.filter(code=made).exists() else made


@in_turn
def revise(document: Document, *, by: User | None) -> Version:
    """Begins the next version as a copy of the newest one; clauses keep their keys. Refused while comments come in or votes are cast."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state not in states.REVISABLE:
        raise ValidationError(_("The text cannot be changed now. It can while it is drafted, while comments are settled, and after a publication."))
    newest = document.versions.order_by("-number")[0]
    if newest.is_draft:
        raise ValidationError(_("A draft of the next version has been begun already. Go on with that one."))
    version = Version.objects.create(
        document=document,
        number=newest.number + 1,
        made_by=by,
        **{name: getattr(newest, name) for name in ("title_ru", "title_en", "summary_ru", "summary_en")},
    )
    put_clauses(version, drafts_of(newest))
    if document.state != states.SETTLING:
        document.state = states.DRAFTING
        document.save(update_fields=["state"])
    record(verb="documents.revise", obj=document, by=by, after={"number": version.number})
    return version


def drafts_of(version: Version) -> list[ClauseDraft]:
    """The clauses of a version as they would be handed in."""
    rows = list(version.clauses.all())
    keys = {one.pk: one.key for one in rows}
    return [
        ClauseDraft(
            text_ru=one.text_ru,
            text_en=one.text_en,
            heading_ru=one.heading_ru,
            heading_en=one.heading_en,
            key=one.key,
            part_of=keys[one.part_of_id] if one.part_of_id else "",
            number=one.own_number,
            data=one.data,
        )
        for one in rows
    ]


@in_turn
def save_head(version: Version, *, revision: int, by: User | None, **words: str) -> Version:
    """Title, summary and note of a draft. `revision` is the one that was read; an older one is refused, and nothing is overwritten."""
    version = draft_at(version)
    if version.revision != revision:
        raise ValidationError(
            _("Somebody else has changed the draft after you had opened it. Your words are in the form still; look at theirs, and save again.")
        )
    for name in ("title_ru", "title_en", "summary_ru", "summary_en", "note_ru", "note_en"):
        setattr(version, name, words.get(name, getattr(version, name)).strip())
    if not version.title:
        raise ValidationError({"title_ru": _("Give the document a title, in one language at least.")})
    version.revision += 1
    version.full_clean(validate_constraints=False)
    version.save()
    if not version.document.versions.filter(state__in=states.LAID_OPEN).exists():
        carry_title(version)
    record(verb="documents.save_head", obj=version.document, by=by, after={"number": version.number, "title": version.title})
    return version


def carry_title(version: Version) -> None:
    """The document is called from now on what this version is called. Called inside an action."""
    document = version.document
    for name in ("title_ru", "title_en", "summary_ru", "summary_en"):
        setattr(document, name, getattr(version, name))
    document.save()
    index(document)


@in_turn
def name_editors(document: Document, *, editors: Iterable[User], by: User | None) -> Document:
    """Who may edit beside those whom the kind names."""
    chosen = list(editors)
    document.editors.set(chosen)
    record(verb="documents.name_editors", obj=document, by=by, after={"editors": [one.pk for one in chosen]})
    return document


def draft_at(version: Version) -> Version:
    """The draft, locked; refused where it is frozen. Called inside an action."""
    version = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
    if not version.is_draft:
        raise ValidationError(_("This version is frozen: others read it to comment or to vote. Begin the next version to change the text."))
    return version


def newest_of(document: Document) -> Version:
    """The version with the highest number, locked. Called inside an action."""
    number = document.versions.aggregate(last=Max("number"))["last"]
    version = Version.objects.select_for_update(of=("self",)).get(document=document, number=number)
    version.document = document
    return version


def freeze(version: Version) -> Version:
    """Closes a draft for good and gives it its fingerprint; a frozen one stays as it is. Called inside an action."""
    if not version.is_draft:
        return version
    clauses = list(version.clauses.all())
    if not clauses:
        raise ValidationError(_("The draft has no clause yet. Write one first."))
    kind = known(version.document.kind)
    if kind is not None and kind.check is not None:
        kind.check(version)
    version.state, version.frozen_at, version.fingerprint = states.FROZEN, timezone.now(), fingerprint_of(version, clauses)
    version.save(update_fields=["state", "frozen_at", "fingerprint"])
    return version


def refuse_incomplete(version: Version) -> None:
    """Refuses a text that does not say everything in both languages, and names the first clauses."""
    lacking = [one for one in version.clauses.all() if _one_sided(one, "text") or _one_sided(one, "heading") or not (one.text or one.heading)]
    if not (version.title_ru and version.title_en) or (version.summary_ru == "") != (version.summary_en == ""):
        raise ValidationError(_("Title and summary have to stand in both languages."))
    if lacking:
        named = ", ".join(one.number or str(one) for one in lacking[:5])
        raise ValidationError(_("Every clause has to stand in both languages. A language is missing in: %(clauses)s.") % {"clauses": named})


def _one_sided(clause: Clause, name: str) -> bool:
    values: list[Any] = [getattr(clause, f"{name}_{code}").strip() for code in ("ru", "en")]
    return bool(values[0]) != bool(values[1])
