"""Groups of libraries that somebody chooses to compare with."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.returns.models import ChosenGroup, Collection, FixedGroup, Library
from sextant.work.returns.queries.protection import rule_of

MOST = 200
"""Libraries in one group; whoever wants more compares with a region or a class of size."""


@transaction.atomic
def make_group(*, collection: Collection, name: str, is_public: bool, by: User) -> ChosenGroup:
    """Names a group without libraries."""
    _check_name(collection, name, by)
    group = ChosenGroup.objects.create(collection=collection, name=name.strip(), is_public=is_public, by=by)
    record(verb="returns.make_group", obj=group, by=by, after={"name": group.name})
    return group


@transaction.atomic
def edit_group(group: ChosenGroup, *, name: str, is_public: bool, by: User) -> ChosenGroup:
    """Renames a group, opens it to everybody or closes it."""
    group = ChosenGroup.objects.select_for_update(of=("self",)).select_related("by", "collection").get(pk=group.pk)
    if name.strip() != group.name:
        _check_name(group.collection, name, group.by)
    before, group.name, group.is_public = group.name, name.strip(), is_public
    group.save(update_fields=["name", "is_public"])
    record(verb="returns.edit_group", obj=group, by=by, before={"name": before}, after={"name": group.name})
    return group


def _check_name(collection: Collection, name: str, by: User) -> None:
    if ChosenGroup.objects.filter(collection=collection, name=name.strip(), by=by).exists():
        raise ValidationError({"name": _("You have a group of this name already.")})


@transaction.atomic
def delete_group(group: ChosenGroup, *, by: User) -> None:
    """Deletes a group; its libraries stay as they are."""
    record(verb="returns.delete_group", obj=group, by=by, before={"name": group.name})
    group.delete()


@transaction.atomic
def add_to_group(group: ChosenGroup, library: Library, *, by: User) -> None:
    """One more library of the group's collection; one that is in it already stays."""
    group = _to_change(group)
    if library.collection_id != group.collection_id:
        raise ValidationError(_("Only libraries of the same collection can be compared."))
    if group.libraries.count() >= MOST:
        raise ValidationError(_("A group has at most %(most)d libraries.") % {"most": MOST})
    group.libraries.add(library)
    record(verb="returns.add_to_group", obj=group, by=by, after={"library": library.name})


@transaction.atomic
def remove_from_group(group: ChosenGroup, library: Library, *, by: User) -> None:
    """Takes a library out."""
    group = _to_change(group)
    group.libraries.remove(library)
    record(verb="returns.remove_from_group", obj=group, by=by, before={"library": library.name})


def _to_change(group: ChosenGroup) -> ChosenGroup:
    """The group, locked; refused where figures of it may have been told and are protected."""
    group = ChosenGroup.objects.select_for_update(of=("self",)).select_related("collection").get(pk=group.pk)
    if group.fixed_at is None:
        return group
    if rule_of(group.collection) is not None:
        raise ValidationError(_("The libraries of this group are fixed, for its figures may have been told. Name another group."))
    group.fixed_at = None
    group.save(update_fields=["fixed_at"])
    return group


@transaction.atomic
def fix_group(group: ChosenGroup, *, by: User) -> ChosenGroup:
    """Fixes the libraries of a group for good, so that its figures may be told although its collection is protected.

    Refused where the group differs from one that was fixed before by so few libraries that the two would tell them.
    """
    collection = Collection.objects.select_for_update().get(pk=group.collection_id)
    group = ChosenGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    protection = rule_of(collection)
    if protection is None:
        raise ValidationError(_("The owner of these data asked for no protection; figures of the group are told as it is."))
    if group.fixed_at is not None:
        raise ValidationError(_("The libraries of this group are fixed already."))
    libraries = sorted(group.libraries.values_list("pk", flat=True))
    if len(libraries) < protection.least:
        raise ValidationError(_("Figures are told of groups of at least %(least)d libraries; add some more first.") % {"least": protection.least})
    if any(0 < len(set(libraries) ^ set(one.libraries)) < protection.least for one in collection.fixed_groups.all()):
        sentence = _(
            "This group differs by fewer than %(least)d libraries from one whose figures may be told; the two together would tell figures of "
            "single libraries. Add or take out some more."
        )
        raise ValidationError(sentence % {"least": protection.least})
    group.fixed_at = timezone.now()
    group.save(update_fields=["fixed_at"])
    FixedGroup.objects.create(collection=collection, group=group, libraries=libraries)
    record(verb="returns.fix_group", obj=group, by=by, after={"libraries": len(libraries)})
    return group
