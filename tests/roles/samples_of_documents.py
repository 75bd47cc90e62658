"""What to put into the addresses of pages of documents."""

from collections.abc import Callable
from typing import Any

from sextant.society.documents import states
from sextant.society.documents.models import ApprovalVote, Comment, Document
from sextant.society.documents.tests.factories import all_vote, commented, consulted, drafted, newest, published, voted_on
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _made(world: World, name: str, make: Callable[[], Any]) -> Any:
    key = f"documents {name}"
    if key not in world.left:
        world.left[key] = make()
    return world.left[key]


def _draft(world: World) -> Document:
    return _made(world, "draft", lambda: drafted(code="sample-draft", title_en="A sample of a draft"))


def _published(world: World) -> Document:
    return _made(world, "published", lambda: published(code="sample-published", title_en="A sample that is published").version.document)


def _consulted(world: World) -> Document:
    """In a public consultation, with a comment of the member."""

    def make() -> Document:
        document = drafted(code="sample-consulted", title_en="A sample in consultation")
        commented(consulted(document, audience=states.PUBLIC).version, author=world.person)
        return document

    return _made(world, "consulted", make)


def _comment(world: World) -> Comment:
    return Comment.objects.filter(version__document=_consulted(world)).order_by("pk")[0]


def _vote(world: World) -> ApprovalVote:
    """An open vote; the member is in the electorate."""
    return _made(world, "vote", lambda: voted_on(drafted(code="sample-vote"), electorate=[world.person]))


def _approved(world: World) -> Document:
    def make() -> Document:
        document = drafted(code="sample-approved")
        all_vote(voted_on(document, electorate=[world.person]), states.YES)
        return document

    return _made(world, "approved", make)


def _clause(world: World) -> dict[str, Any]:
    return {"pk": newest(_draft(world)).clauses.get(key="work").pk}


def _code(of: Callable[[World], Document]) -> Sample:
    return lambda world: {"code": of(world).code}


def _version(world: World) -> dict[str, Any]:
    return {"code": _published(world).code, "number": 1}


SAMPLES: dict[str, Sample] = {
    "documents:edit_clause": _clause,
    "documents:move_clause": _clause,
    "documents:remove_clause": _clause,
    "documents:clause_comments": lambda world: {"pk": _comment(world).clause_id},
    "documents:answer": lambda world: {"pk": _comment(world).pk},
    "documents:withdraw": lambda world: {"pk": _comment(world).pk},
    "documents:settle_comment": lambda world: {"pk": _comment(world).pk},
    "documents:take_over": lambda world: {"pk": _comment(world).pk},
    "documents:vote": lambda world: {"pk": _vote(world).pk},
    "documents:close_vote": lambda world: {"pk": _vote(world).pk},
    "documents:electorate": lambda world: {"pk": _vote(world).pk},
    "documents:ballots": lambda world: {"pk": ApprovalVote.objects.get(version__document=_approved(world)).pk},
    "documents:document": _code(_published),
    "documents:edit": _code(_draft),
    "documents:new_clause": _code(_draft),
    "documents:editors": _code(_draft),
    "documents:revise": _code(_published),
    "documents:compare": _code(_published),
    "documents:comments": _code(_consulted),
    "documents:settle": _code(_consulted),
    "documents:open_consultation": _code(_draft),
    "documents:close_consultation": _code(_consulted),
    "documents:open_vote": _code(_draft),
    "documents:publish": _code(_approved),
    **{f"api:{name}": _version for name in ("document_version", "document_votes")},
    "documents:version": _version,
    "documents:version_comments": lambda world: {"code": _consulted(world).code, "number": 1},
    "documents:version_pdf": _version,
    "documents:version_text": _version,
    "documents:version_json": _version,
}
