"""A double-blind call with everything in it that could leak, every kind of reader, and every page of the house to be asked."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from sextant.base.accounts.models import User
from sextant.base.letters.models import Letter
from sextant.base.permissions.models import Grant
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import AffiliationFactory, OfficeFactory, OrganisationFactory, PersonFactory, SectionFactory
from sextant.work.calls.actions.assigning import store_assignment
from sextant.work.calls.actions.bundles import ask_bundle
from sextant.work.calls.actions.entries import begin_entry, save_entry, submit_entry
from sextant.work.calls.actions.files import add_file
from sextant.work.calls.actions.jury import invite_juror
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.actions.results import announce, decide, freeze_stage, store_ranking
from sextant.work.calls.actions.reviews import recuse, say_to_jury, submit_review
from sextant.work.calls.models import Award, Bundle, Call, Entry, Juror, Review
from sextant.work.calls.queries.jury import board_of
from sextant.work.calls.queries.results import fingerprint_of, scores_of
from sextant.work.calls.solving import ranked, solve
from sextant.work.calls.tests.factories import closed, draft_call, juror_in, now, publish_call, with_log_in, work_off

SECRETS = {
    "winner": "Аистова",
    "loser": "Бобринец",
    "workplace": "Библиотека Аистовой улицы",
    "hidden": "hidden-phone-5551234",
    "answer": "answer-of-the-winner",
    "draft": "draft-nobody-reads",
    "drafter": "Черновикова",
    "juror": "Судьина",
    "other juror": "Арбитрова",
    "comment": "comment-for-the-jury",
    "other comment": "comment-of-another-juror",
    "feedback": "feedback-to-the-winner",
    "remark": "remark-among-jurors",
    "conflict": "conflict-note-secret",
    "file name": "Aistova-portrait",
    "reason": "reason-of-the-decision",
}


def person(family: str, given: str = "Вера", **fields: Any) -> Person:
    return with_log_in(PersonFactory(family_name=family, given_name=given, **fields), f"{User.objects.count()}@example.org")


@dataclass
class World:
    """The call, its people and what they made; `clients` by kind of reader."""

    call: Call
    clients: dict[str, Client] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    jurors: dict[str, Juror] = field(default_factory=dict)


def _client(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def _people(world: World) -> dict[str, Person]:
    place = OrganisationFactory(name_ru=SECRETS["workplace"], name_en="")
    people = {
        "winner": person(SECRETS["winner"], "Аглая", born_on=now().date() - timedelta(days=9000)),
        "loser": person(SECRETS["loser"]),
        "drafter": person(SECRETS["drafter"]),
        "juror": person(SECRETS["juror"]),
        "other juror": person(SECRETS["other juror"]),
        "recused juror": person("Отводова"),
        "idle juror": person("Запасная"),
        "invited juror": person("Приглашённая"),
        "juror who enters": person("Двойная"),
        "chair": person("Главнова"),
    }
    AffiliationFactory(person=people["winner"], organisation=place)
    return people


def _entered(world: World, people: dict[str, Person]) -> None:
    call = world.call
    text, hidden, file = call.fields.get(kind="text"), call.fields.get(hidden=True), call.fields.get(kind="file")
    for name, said in (("winner", SECRETS["answer"]), ("loser", "nothing much")):
        entry = begin_entry(call, person=people[name], title=f"Work of {people[name].family_name}", language="en", at=now(), by=None)
        if name == "winner":
            content = f"I am {SECRETS['winner']}".encode()
            add_file(entry, file, upload=SimpleUploadedFile(f"{SECRETS['file name']}.txt", content), at=now(), by=None)
        answers = {text.pk: f"{said} {people[name].full_name}", hidden.pk: SECRETS["hidden"] if name == "winner" else "x"}
        world.entries[name] = submit_entry(entry, at=now(), by=None, answers=answers)
    entry = begin_entry(call, person=people["drafter"], title="Unfinished", language="en", at=now(), by=None)
    world.entries["draft"] = save_entry(entry, at=now(), by=None, answers={text.pk: SECRETS["draft"]})


def _office(world: World, people: dict[str, Person]) -> None:
    def user(name: str, *roles: str) -> User:
        made = User.objects.create_user(f"{name.replace(' ', '-')}@example.org", "a long password", language="en")
        for role in roles:
            Grant.objects.create(user=made, role=role)
        return made

    secretary = user("secretary", "secretary")
    entered = people["juror who enters"].user
    assert entered is not None
    office_entrant = person("Служебная")
    Grant.objects.create(user=office_entrant.user, role="secretary")
    chair_elsewhere = OfficeFactory(section=SectionFactory(), person=person("Секционная")).person.user
    entry = begin_entry(world.call, person=office_entrant, title="From the office", language="en", at=now(), by=None)
    hidden = world.call.fields.get(hidden=True)
    world.entries["office"] = submit_entry(entry, at=now(), by=None, answers={world.call.fields.get(kind="text").pk: "x", hidden.pk: "x"})
    world.clients = {
        "visitor": _client(None),
        "stranger": _client(user("stranger")),
        "organiser": _client(secretary),
        "organiser with an entry": _client(office_entrant.user),
        "chair of another section": _client(chair_elsewhere),
        "treasurer": _client(user("treasurer", "treasurer")),
        **{name: _client(one.user) for name, one in people.items()},
    }


def open_world() -> World:
    """Entries are in, the call is still open."""
    call = draft_call(blind="double", per_entry=2, shows_reviews=True)
    save_part(call, "field", None, by=None, kind="line", label_en="Your phone", label_ru="Телефон", hidden=True)
    save_part(call, "field", None, by=None, kind="file", label_en="Files", label_ru="Файлы", required=False)
    world = World(call := publish_call(call, by=None, now=now()))
    people = _people(world)
    _entered(world, people)
    for name in ("juror", "other juror", "recused juror", "idle juror"):
        world.jurors[name] = juror_in(call, people[name])
    world.jurors["chair"] = juror_in(call, people["chair"], is_chair=True)
    world.jurors["invited juror"] = invite_juror(call, person=people["invited juror"], now=now(), by=None)
    late = begin_entry(call, person=people["juror who enters"], title="Of a juror", language="en", at=now(), by=None)
    hidden = call.fields.get(hidden=True)
    world.entries["juror's"] = submit_entry(late, at=now(), by=None, answers={call.fields.get(kind="text").pk: "x", hidden.pk: "x"})
    # The actions refuse both at once; the pages do not rely on it.
    world.jurors["juror who enters"] = Juror.objects.create(call=call, person=people["juror who enters"], state="agreed")
    _office(world, people)
    work_off()
    return world


def judging_world() -> World:
    """The jury is at work: the winner's entry has two submitted reviews, comments, a remark, a conflict."""
    world = open_world()
    call = closed(world.call)
    stage, entry = call.stages.get(), Entry.objects.select_related("call").get(pk=world.entries["winner"].pk)
    scores = {one.pk: 7 for one in call.criteria.all()}
    for name, comment, feedback in (("juror", SECRETS["comment"], SECRETS["feedback"]), ("other juror", SECRETS["other comment"], "")):
        review = Review.objects.create(stage=stage, entry=entry, juror=world.jurors[name])
        submit_review(review, scores=scores, comment=comment, feedback=feedback, now=now(), by=None)
    gone = Review.objects.create(stage=stage, entry=entry, juror=world.jurors["recused juror"])
    recuse(gone, kind="other", now=now(), by=None)
    world.jurors["recused juror"].conflicts.update(note=SECRETS["conflict"])
    say_to_jury(entry, text=SECRETS["remark"], juror=world.jurors["juror"], by=None)
    ask_bundle(call, by=None)
    work_off()
    store_assignment(stage, solve(stage, board_of(stage)), now=now(), by=None)
    world.call = call
    return world


def decided_world() -> World:
    """The result is final and not announced."""
    world = judging_world()
    stage = world.call.stages.get()
    scores = scores_of(stage)
    found = ranked(world.call, scores, {one.pk: one.weight for one in world.call.criteria.all()}, lambda done, total: None)
    store_ranking(stage, method=found["method"], result=found, fingerprint=fingerprint_of(scores, world.call), by=None)
    decide(stage, world.entries["winner"], goes_on=False, prize=world.call.prizes.get(), reason=SECRETS["reason"], by=None)
    freeze_stage(stage, typed="1", now=now(), by=None)
    world.call.refresh_from_db()
    return world


def announced_world() -> World:
    """The results are announced."""
    world = decided_world()
    world.call = announce(world.call, on=now().date(), now=now(), by=None)
    return world


def _arguments(world: World) -> dict[str, list[dict[str, Any]]]:
    """What addresses may be filled with, by the noun before their number: every entry, review, juror, file, award of the world."""
    call = world.call
    entries, reviews = list(Entry.objects.filter(call=call)), list(Review.objects.filter(entry__call=call))
    files, awards = [file for entry in entries for file in entry.files.all()], list(Award.objects.all())
    keys = [{"key": award.key} for award in awards] + [{"key": bundle.key} for bundle in Bundle.objects.all()]
    parts = [{"slug": call.slug, "kind": "field", "pk": one.pk} for one in call.fields.all()] + [{"slug": call.slug, "kind": "field"}]
    return {
        "entries": [{"pk": one.pk} for one in entries],
        "reviews": [{"pk": one.pk} for one in reviews] + [{"pk": review.pk, "file": file.pk} for review in reviews for file in files],
        "jurors": [{"pk": one.pk} for one in call.jurors.all()],
        "files": [{"pk": one.pk} for one in files],
        "awards": [{"pk": one.pk} for one in awards],
        "diplomas": [{"pk": one.pk} for one in awards],
        "": [{}, {"slug": call.slug}, *[{"slug": call.slug, "stage": stage.pk} for stage in call.stages.all()], *parts, *keys],
    }


DOWNLOADED = ("calls", "entries", "jury", "assignment", "ranking", "protocol")
"""Pages that also give what they show as a table."""


def addresses(world: World) -> list[str]:
    """Every address of the house that can be read (those that only take something answer 405), with everything it can name, and its downloads."""
    found, arguments = set(), _arguments(world)
    for pattern in get_resolver("sextant.work.calls.urls").url_patterns:
        name, noun = pattern.name, re.search(r"(\w+)/<int:pk>", str(pattern.pattern))
        urls = []
        for values in arguments[noun[1] if noun and noun[1] in arguments else ""]:
            try:
                urls.append(reverse(f"calls:{name}", kwargs=values))
            except NoReverseMatch:
                continue
        if urls and world.clients["organiser"].get(urls[0]).status_code != 405:
            found |= set(urls)
        found |= {f"{url}?format=csv" for url in urls if name in DOWNLOADED}
    return sorted(found | set(_elsewhere(world)))


def _elsewhere(world: World) -> list[str]:
    """What other houses show of the call: the record of its things, the letters about them, jobs, the person's own data."""
    call = world.call
    things = [call, *call.entries.all(), *call.jurors.all(), *Review.objects.filter(entry__call=call), *call.stages.all()]
    found = [reverse("audit:history", args=[thing._meta.label_lower, str(thing.pk)]) for thing in things]
    found += [reverse("letters:detail", args=[letter.pk]) for letter in Letter.objects.filter(template__startswith="calls.")]
    return [*found, reverse("letters:list"), f"{reverse('letters:list')}?format=csv", reverse("jobs:list"), "/en/search/?q=Work"]
