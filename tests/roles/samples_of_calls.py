"""What to put into the addresses of pages of calls: a double-blind contest with an entry, a juror, a review, an award."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.members.tests.factories import PersonFactory
from sextant.work.calls.actions.calls import begin_call, publish_call
from sextant.work.calls.actions.entries import begin_entry, submit_entry
from sextant.work.calls.actions.files import add_file
from sextant.work.calls.actions.jury import agree_to_judge, invite_juror
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.models import Award, Bundle, Call, Entry, Juror, Review
from tests.roles.world import World


def _call(world: World) -> Call:
    """An open contest with every kind of thing in it."""
    if "call" not in world.left:
        now = timezone.now()
        days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
        call = begin_call(slug="roles", by=None, title_en="Contest", title_ru="Конкурс", text_en="Tell.", **days)
        save_part(call, "field", None, by=None, kind="text", label_en="What?", label_ru="Что?")
        save_part(call, "field", None, by=None, kind="file", label_en="Files", label_ru="Файлы", required=False)
        save_part(call, "criterion", None, by=None, title_en="Use", title_ru="Польза")
        save_part(call, "prize", None, by=None, kind="diploma", title_en="First", title_ru="Первая")
        world.left["call"] = publish_call(call, by=None, now=now)
        _filled(world, world.left["call"])
    return world.left["call"]


def _filled(world: World, call: Call) -> None:
    now = timezone.now()
    entry = begin_entry(call, person=PersonFactory(), title="Work", language="en", at=now, by=None)
    add_file(entry, call.fields.get(kind="file"), upload=SimpleUploadedFile("work.txt", b"the work"), at=now, by=None)
    entry = submit_entry(entry, at=now, by=None, answers={call.fields.get(kind="text").pk: "We did."})
    juror = agree_to_judge(invite_juror(call, person=PersonFactory(), now=now, by=None), load=5, knowledge={}, now=now, by=None)
    review = Review.objects.create(stage=call.stages.get(), entry=entry, juror=juror)
    award = Award.objects.create(entry=entry, person=entry.person, prize=call.prizes.get(), key="roles", given_on=timezone.localdate())
    bundle = Bundle(call=call, key="roles", made_at=now)
    bundle.file.save("entries.zip", ContentFile(b"PK"), save=True)
    world.left.update({"call entry": entry, "juror": juror, "review": review, "award": award})


def _entry(world: World) -> Entry:
    _call(world)
    return world.left["call entry"]


def _juror(world: World) -> Juror:
    _call(world)
    return world.left["juror"]


def _review(world: World) -> Review:
    _call(world)
    return world.left["review"]


def slug(world: World) -> dict[str, Any]:
    return {"slug": _call(world).slug}


def entry(world: World) -> dict[str, Any]:
    return {"pk": _entry(world).pk}


def juror(world: World) -> dict[str, Any]:
    return {"pk": _juror(world).pk}


def review(world: World) -> dict[str, Any]:
    return {"pk": _review(world).pk}


def award(world: World) -> dict[str, Any]:
    _call(world)
    return {"pk": world.left["award"].pk}


def stage(world: World) -> dict[str, Any]:
    call = _call(world)
    return {"slug": call.slug, "stage": call.stages.get().pk}


def part(world: World) -> dict[str, Any]:
    call = _call(world)
    return {"slug": call.slug, "kind": "criterion", "pk": call.criteria.get().pk}


def kind(world: World) -> dict[str, Any]:
    return {"slug": _call(world).slug, "kind": "criterion"}


def attach(world: World) -> dict[str, Any]:
    return {"pk": _entry(world).pk, "field": _call(world).fields.get(kind="file").pk}


def file(world: World) -> dict[str, Any]:
    return {"pk": _entry(world).files.get().pk}


def review_file(world: World) -> dict[str, Any]:
    return {"pk": _review(world).pk, "file": _entry(world).files.get().pk}


def key(world: World) -> dict[str, Any]:
    _call(world)
    return {"key": "roles"}


def _each(names: str, sample: Callable[[World], dict[str, Any]]) -> dict[str, Callable[[World], dict[str, Any]]]:
    return {f"calls:{name}": sample for name in names.split()}


OF_CALLS = (
    "call calendar protocol begin vote judge desk edit_call build publish cancel copy late_pass entries ask_zip compare jury invite reopen announce"
)
OF_ENTRIES = "entry edit_entry save_entry submit_entry withdraw delete_entry judging refuse_entry readmit_entry by_hand declare decision"
OF_REVIEWS = "review save_review submit_review reopen_review step_back remark take_back"

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **_each(OF_CALLS, slug),
    **_each(OF_ENTRIES, entry),
    **_each(OF_REVIEWS, review),
    **_each("agree decline leave release", juror),
    **_each("diploma revoke", award),
    **_each("assignment assign remind ranking rank freeze", stage),
    **_each("edit_part remove_part", part),
    **_each("new_part", kind),
    **_each("attach", attach),
    **_each("file detach allow", file),
    **_each("review_file", review_file),
    **_each("verify bundle", key),
}
