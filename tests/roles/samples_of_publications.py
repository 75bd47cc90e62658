"""What to put into the addresses of pages of checked books."""

from collections.abc import Callable
from typing import Any

from sextant.work.publications import states
from sextant.work.publications.actions.marks import answer_check
from sextant.work.publications.actions.packs import write_draft
from sextant.work.publications.models import PackVersion
from sextant.work.publications.tests.factories import judged, marked, version
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]
CODE = "tr-cu-007-2011"


def _check(world: World) -> Any:
    """A book of the organisation that “representative” acts for, which passed; with a report that is there."""
    if "publications check" not in world.left:
        world.left["publications check"] = judged(states.PASS, None, world.organisation, findings=1)
    return world.left["publications check"]


def _mark(world: World) -> Any:
    if "publications mark" not in world.left:
        version()
        world.left["publications mark"] = marked(None, world.organisation, title="A book with the mark")
    return world.left["publications mark"]


def _draft(world: World) -> Any:
    """The draft of the next version, by the product."""
    held = version()
    draft = PackVersion.objects.filter(pack=held.pack, state=states.DRAFT).first()
    return draft or write_draft(held.pack, text=held.text.replace("size_pt = 10", "size_pt = 11", 1), note="A sample", by=None)


def _answer(world: World) -> Any:
    if "publications answer" not in world.left:
        world.left["publications answer"] = answer_check(_check(world), words="We shall mend it.", finding=None, by=world.users["representative"])
    return world.left["publications answer"]


SAMPLES: dict[str, Sample] = {
    "publications:book": lambda world: {"pk": _check(world).book_id},
    "publications:edit_book": lambda world: {"pk": _check(world).book_id},
    "publications:check_again": lambda world: {"pk": _check(world).book_id},
    "publications:check": lambda world: {"pk": _check(world).pk},
    "publications:stop_check": lambda world: {"pk": _check(world).pk},
    "publications:page": lambda world: {"pk": _check(world).pk, "number": 2},
    "publications:picture": lambda world: {"pk": _check(world).pk, "number": 2},
    "publications:report": lambda world: {"pk": _check(world).pk, "name": "report.json"},
    "publications:answer": lambda world: {"pk": _check(world).pk},
    "publications:give_mark": lambda world: {"pk": _check(world).pk},
    "publications:reply": lambda world: {"pk": _answer(world).pk},
    "publications:mark": lambda world: {"code": _mark(world).code},
    "publications:mark_code": lambda world: {"code": _mark(world).code},
    "publications:withdraw_mark": lambda world: {"pk": _mark(world).pk},
    "publications:pack": lambda _world: {"code": version(CODE).pack.code},
    "publications:edit_pack": lambda _world: {"code": version(CODE).pack.code},
    "publications:version": lambda _world: {"code": version(CODE).pack.code, "number": 1},
    "publications:version_text": lambda _world: {"code": version(CODE).pack.code, "number": 1},
    "publications:put_in_force": lambda world: {"pk": _draft(world).pk},
    "publications:discard": lambda world: {"pk": _draft(world).pk},
}
