"""The demo's collections: three libraries with catalogues, children and profiles, one of them with purchase plans; and taking it all away."""

from random import Random
from typing import Any

from django.core.files.base import ContentFile

from sextant.base.accounts.models import User
from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.society.members.models import Affiliation, Organisation
from sextant.work.acquisitions.actions.collections import Children, save_collection, save_population
from sextant.work.acquisitions.actions.imports import start_import
from sextant.work.acquisitions.actions.plans import begin_plan, copy_plan, keep_offer, mark_ordered, start_plan
from sextant.work.acquisitions.demo import words
from sextant.work.acquisitions.demo.books import as_holdings, as_loans, as_marc, as_offer, invented
from sextant.work.acquisitions.models import Collection, ImportRun, Plan

LIBRARIES, BOOKS, OFFERED = 3, 420, 150
BUDGET = 2_500_000
TARGETS: dict[str, Any] = {
    "share": [{"field": "language", "value": "tat", "min": 0.1, "of": "spending"}, {"field": "age", "value": "11-14", "min": 0.4, "of": "spending"}],
    "number": [{"field": "awards", "value": "*", "min": 6}, {"field": "accessible", "value": "yes", "min": 2}],
    "need": [{"field": "age", "value": "11-14", "and_field": "language", "and_value": "tat", "copies": 60}],
}


def load(world: World) -> None:
    """Brings catalogues in, makes profiles and plans. Without the lab's packages the house stays empty."""
    try:
        import sextant.work.acquisitions.planning
        import sextant.work.acquisitions.profiling  # noqa: F401
    except ModuleNotFoundError:
        return
    chance, office = Random(world.chance.random()), User.objects.filter(email="secretary@demo.example").first()
    for number, library in enumerate(_libraries()):
        collection = _collection(library, chance, world, number, office)
        if number == 0:
            _plans(collection, chance, world, office)


def _libraries() -> list[Organisation]:
    """Children's libraries of the demo; first the one for which the demo's member acts, if there is one."""
    kinds = (Organisation.Kind.CHILDRENS_LIBRARY, Organisation.Kind.PUBLIC_LIBRARY)
    rows = Organisation.objects.filter(is_demo=True, kind__in=kinds, merged_into=None)
    own = Affiliation.objects.filter(person__user__email="member@demo.example", is_representative=True).values("organisation")
    return [*rows.filter(pk__in=own)[:1], *rows.exclude(pk__in=own).order_by("kind", "pk")][:LIBRARIES]


def _collection(library: Organisation, chance: Random, world: World, number: int, by: User | None) -> Collection:
    last = world.today.year - 1
    shown = {"name": words.COLLECTION, "is_public": number < 2, "shares": True, "is_demo": True}
    collection = save_collection(Collection(organisation=library), by=by, **shown)
    save_population(collection, _children(chance), by=by)
    books = invented(chance, BOOKS, last, f"demo{number}-")
    files = {"catalogue": (as_marc(books), "demo-catalogue.mrc"), "holdings": (as_holdings(books, chance, last).encode(), "demo-copies.csv")}
    files["loans"] = (as_loans(books, chance, last).encode(), "demo-loans.csv")
    run = start_import(collection, files={name: ContentFile(data, name=file) for name, (data, file) in files.items()}, by=by)
    _done(run.job)
    _done(collection.profiles.get().job)
    return Collection.objects.get(pk=collection.pk)


def _children(chance: Random) -> list[Children]:
    lines = []
    for place, size in zip(words.PLACES, (900, 400), strict=True):
        for language, weight in words.LANGUAGES[:2]:
            for low, high in ((0, 2), (3, 6), (7, 10), (11, 14), (15, 17)):
                lines.append(Children(low, high, int(size * weight / 100 * chance.uniform(0.7, 1.3)) + 3, language, place))
    return lines


def _plans(collection: Collection, chance: Random, world: World, by: User | None) -> None:
    books = invented(chance, OFFERED, world.today.year, "offer-")
    offer = keep_offer(collection, file=ContentFile(as_offer(books, chance).encode(), name=words.OFFER), by=by)
    plan = _worked_out(begin_plan(offer, name=words.PLAN, budget=BUDGET, currency="RUB", by=by, targets=TARGETS), by)
    mark_ordered(plan, on=world.today, number="ДЕМО-1", by=by)
    other = copy_plan(plan, name=words.SECOND_PLAN, by=by)
    other.targets = {**TARGETS, "share": [{**TARGETS["share"][0], "min": 0.2}, TARGETS["share"][1]]}
    other.save()
    _worked_out(other, by)


def _worked_out(plan: Plan, by: User | None) -> Plan:
    plan.seconds = 20
    plan.save()
    _done(start_plan(plan, by=by).job)
    return Plan.objects.get(pk=plan.pk)


def _done(job: Job | None) -> None:
    assert job is not None
    perform_here(job)


def remove() -> int:
    """Takes the demo's collections away with their files, and the jobs that made them."""
    found = Collection.objects.filter(is_demo=True)
    runs, plans = ImportRun.objects.filter(collection__in=found), Plan.objects.filter(collection__in=found).select_related("offer")
    files = [getattr(run, name) for run in runs for name in run.FILES if getattr(run, name)]
    files += [plan.order_file for plan in plans if plan.order_file] + list({plan.offer.file.name: plan.offer.file for plan in plans}.values())
    jobs = [key for rows in (runs, plans) for key in rows.values_list("job", flat=True)]
    jobs += [key for one in found for key in one.profiles.values_list("job", flat=True)]
    found.update(current=None, profile=None)
    count = plans.delete()[0] + found.delete()[0]
    Job.objects.filter(pk__in=[key for key in jobs if key]).delete()
    for file in files:
        file.storage.delete(file.name)
    return count


def register() -> None:
    registry.register("acquisitions", 66, load, remove)
