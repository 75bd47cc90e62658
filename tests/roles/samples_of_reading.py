"""What to put into the addresses of pages of children's reading."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from sextant.work.reading.actions.awards import save_entry
from sextant.work.reading.actions.council import save_criterion
from sextant.work.reading.actions.lists import hand_in_list, keep_draft, publish_list, save_words, start_draft
from sextant.work.reading.making import draft
from sextant.work.reading.models import AwardImport, ListFile, Season
from sextant.work.reading.tests.factories import accepted, ago, award, nominated, noted, page_for_votes, reviewed, season, seated, topic, voted
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _once(world: World, name: str, make: Callable[[], Any]) -> Any:
    """What was made once."""
    if f"reading {name}" not in world.left:
        world.left[f"reading {name}"] = make()
    return world.left[f"reading {name}"]


def _season(world: World) -> Season:
    """This year's; that of the demo, where it stands already."""
    known: Season = _once(world, "season", lambda: Season.objects.filter(year=timezone.localdate().year).first() or season())
    return known


def _award(world: World) -> dict[str, Any]:
    return {"code": _once(world, "award", lambda: award("sample")).code}


def _entry(world: World) -> dict[str, Any]:
    _award(world)
    given = {"title": "The cat", "author": "Fern, Iris", "year": 2020, "place": "winner"}
    return {"pk": _once(world, "entry", lambda: save_entry(world.left["reading award"], None, by=None, **given)).pk}


def _import(world: World) -> dict[str, Any]:
    """Read, to be looked over."""
    _award(world)
    make = AwardImport.objects.create
    return {"pk": _once(world, "import", lambda: make(list=world.left["reading award"], file_name="a.csv", sha256="0" * 64, state="read")).pk}


def _book(world: World) -> dict[str, Any]:
    """A nomination of the member that nobody has decided."""
    return {"pk": _once(world, "book", lambda: nominated(_season(world), world.users["member"], 901)).pk}


def _taken(world: World) -> dict[str, Any]:
    """A book of the season."""
    return {"pk": _once(world, "taken", lambda: accepted(_season(world), world.users["member"], 902)).pk}


def _seat(world: World) -> dict[str, Any]:
    return {"pk": _once(world, "seat", seated).pk}


def _criterion(world: World) -> dict[str, Any]:
    given = {"code": "sample", "name_ru": "Текст", "name_en": "Text"}
    return {"pk": _once(world, "criterion", lambda: save_criterion(None, by=None, **given)).pk}


def _ballot(world: World) -> dict[str, Any]:
    _taken(world)
    return {"pk": _once(world, "ballot", lambda: voted(world.left["reading taken"], world.organisation)).pk}


def _session(world: World) -> Any:
    _taken(world)
    return _once(world, "session", lambda: page_for_votes(world.left["reading taken"], world.organisation))


def _made(world: World, year: int) -> Any:
    """A draft of a season of its own, with one reviewed book; the secretary had a hand in it."""
    book = noted(accepted(season(year=year), number=year))
    for _reader in range(2):
        reviewed(book, seated())
    one = start_draft(book.season, by=world.users["secretary"])
    items, method = draft(one)
    keep_draft(one, items, method)
    words = {"title_ru": "Лучшие книги", "title_en": "Best books", "foreword_ru": "Мы читали.", "foreword_en": "We have read."}
    return save_words(one, by=world.users["secretary"], **words)


def _draft(world: World) -> dict[str, Any]:
    return {"pk": _once(world, "draft", lambda: _made(world, 2021)).pk}


def _item(world: World) -> dict[str, Any]:
    _draft(world)
    return {"pk": world.left["reading draft"].items.first().pk}


def _list(world: World) -> dict[str, Any]:
    """Published, with a file in English."""

    def make() -> Any:
        one = publish_list(hand_in_list(_made(world, 2020), by=world.users["secretary"]), by=world.users["director"], on=ago(3))
        kept = ListFile(list=one, language="en")
        kept.file.save("list.pdf", ContentFile(b"%PDF-1.7"))
        return one

    return {"year": _once(world, "list", make).season.year, "version": 1}


def _year(world: World) -> dict[str, Any]:
    return {"year": _list(world)["year"]}


AWARDS = ("award", "edit_award", "new_entry", "bring_file")
BOOKS = ("edit_book", "accept_book", "decline_book", "withdraw_book")
TAKEN = ("book", "note", "review", "report_votes")
DRAFTS = ("draft", "draft_progress", "list_words", "hand_in_list", "return_list", "publish_list")

SAMPLES: dict[str, Sample] = {
    **{f"reading:{name}": _award for name in AWARDS},
    **{f"reading:{name}": _entry for name in ("edit_entry", "remove_entry")},
    **{f"reading:{name}": _import for name in ("award_import", "take_import", "put_import_aside")},
    **{f"reading:{name}": _book for name in BOOKS},
    **{f"reading:{name}": _taken for name in TAKEN},
    "reading:end_seat": _seat,
    "reading:edit_criterion": _criterion,
    "reading:remove_ballot": _ballot,
    **{f"reading:{name}": lambda world: {"pk": _session(world).pk} for name in ("session", "close_session")},
    "reading:kiosk": lambda world: {"code": _session(world).code},
    **{f"reading:{name}": lambda world: {"pk": _season(world).pk} for name in ("edit_season", "begin_draft")},
    "reading:edit_topic": lambda world: {"pk": topic().pk},
    **{f"reading:{name}": _draft for name in DRAFTS},
    "reading:decide_item": _item,
    **{f"reading:{name}": _list for name in ("list", "list_onix")},
    "reading:list_pdf": lambda world: {**_list(world), "language": "en"},
    **{f"reading:{name}": _year for name in ("year", "embed")},
}
