"""The demo's board: jobs in every state, agreed facts, stories and the index; and taking it all away."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.members.models import Organisation, Person
from sextant.work.careers.actions.employers import agree_profile, send_profile
from sextant.work.careers.actions.jobs import add_requirement, close_job, expire_job, publish_job, save_job
from sextant.work.careers.actions.stories import publish_story, save_story, submit_story
from sextant.work.careers.demo.words import EMPLOYERS, FIGURES, JOBS, SOURCE, STORIES
from sextant.work.careers.models import Alert, CareerStory, EmployerProfile, Job, PrestigeFigure
from sextant.work.careers.states import SUBMITTED

DEMO_MEMBER = "member@demo.example"


def _draft(row: dict[str, Any], organisation: Organisation, today: date) -> Job:
    (title_ru, title_en), (text_ru, text_en) = row["title"], row["text"]
    kinds = {name: row[name] for name in ("contract", "workload", "remote", "language", "period") if name in row}
    job = save_job(
        None,
        organisation=organisation,
        by=None,
        today=today,
        title_ru=title_ru,
        title_en=title_en,
        text_ru=text_ru,
        text_en=text_en,
        salary_from_minor=row["pay"][0] * 100,
        salary_to_minor=row["pay"][1] * 100,
        region=organisation.region,
        place=organisation.city,
        apply_until=today + timedelta(days=30),
        apply_email="staff@demo.example",
        **kinds,
    )
    for (need_ru, need_en), code in row.get("needs", ()):
        add_requirement(job, text_ru=need_ru, text_en=need_en, competency=code, by=None)
    return job


def _play(row: dict[str, Any], organisation: Organisation, today: date) -> None:
    job, how = _draft(row, organisation, today), row["how"]
    if how == "submitted":
        Job.objects.filter(pk=job.pk).update(state=SUBMITTED)
        return
    begun = today - timedelta(days=row["days"])
    publish_job(job, by=None, today=today, at=timezone.make_aware(datetime.combine(begun, time(10))))
    if how == "expired":
        Job.objects.filter(pk=job.pk).update(apply_until=today - timedelta(days=3))
        job.refresh_from_db()
        expire_job(job, today=today)
    elif how in Job.Outcome.values:
        close_job(job, outcome=how, applicants=row["applicants"], by=None, today=begun + timedelta(days=row["open"]))


def _tell(row: dict[str, Any], person: Person, today: date) -> None:
    fields: dict[str, Any] = {}
    for name in ("title", "position", "text"):
        fields[f"{name}_ru"], fields[f"{name}_en"] = row[name]
    place = person.affiliations.select_related("organisation").first()
    story = save_story(None, person=person, by=None, kind=row["kind"], organisation=place.organisation if place else None, **fields)
    story = submit_story(story, agreed=True, on=today - timedelta(days=9), by=None)
    if row.get("how") != "waiting":
        publish_story(story, on=today - timedelta(days=5), by=None)


def load(world: World) -> None:
    """Jobs, employers, stories and figures of the index; a saved search of the demo member."""
    today = world.today
    employers = list(Organisation.objects.filter(is_demo=True).exclude(city="").select_related("region").order_by("-kind", "pk")[: len(JOBS)])
    for place, row in enumerate(JOBS):
        _play(row, employers[place % len(employers)], today)
    for facts, organisation in zip(EMPLOYERS, employers, strict=False):
        about_ru, about_en = facts["about"]
        days = Decimal(facts["training_days"]) if facts.get("training_days") else None
        given = {"training_days": days, "mentors": facts["mentors"], "pay_minor": facts["pay"] * 100 if facts.get("pay") else None}
        profile = send_profile(organisation, year=today.year - 1, about_ru=about_ru, about_en=about_en, by=None, **given)
        if facts.get("how") != "waiting":
            agree_profile(profile, by=None)
    people = list(
        Person.objects.filter(is_demo=True, user=None, merged_into=None, affiliations__isnull=False).order_by("pk").distinct()[: len(STORIES)]
    )
    for row, person in zip(STORIES, people, strict=False):
        _tell(row, person, today)
    for component, ago, value in FIGURES:
        known = {"value": Decimal(value), "source": SOURCE, "is_demo": True}
        PrestigeFigure.objects.get_or_create(component=component, year=today.year - ago, defaults=known)
    member = world.left.get(DEMO_MEMBER)
    if member is not None:
        kept = {"email": member.email, "search": {"remote": "remote"}, "language": "ru", "key": "demo", "confirmed_at": timezone.now()}
        Alert.objects.create(user=member, is_demo=True, rhythm=Alert.Rhythm.WEEKLY, **kept)


def remove() -> int:
    """Takes everything of the demo away."""
    gone = 0
    for story in CareerStory.objects.filter(is_demo=True).exclude(photo=""):
        story.photo.delete(save=False)
    for kind in (Alert, Job, CareerStory, EmployerProfile, PrestigeFigure):
        gone += kind.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("careers", 70, load, remove)
