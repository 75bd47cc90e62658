"""What an editor may do next with a document, in the order in which it is usually done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.society.documents import states
from sextant.society.documents.models import Document, Version


@dataclass(frozen=True)
class Step:
    """A button: its words, its address, whether it writes at once (`post`), and whether it is the usual next one."""

    label: str | Promise
    url: str
    post: bool = False
    primary: bool = False


def steps_of(document: Document, newest: Version) -> list[Step]:
    """The moves of the state table that an editor may make, and the pages that lead to them."""
    found: list[Step] = []

    def add(label: str | Promise, name: str, *, post: bool = False, primary: bool = False) -> None:
        found.append(Step(label, reverse(f"documents:{name}", args=[document.code]), post, primary))

    state, targets = document.state, states.DOCUMENT_MOVES[document.state]
    votes = document.rules_of_kind.votes
    words = {states.EDITOR} if votes else {states.EDITOR, states.ALONE}
    if state in (states.CONSULTED, states.SETTLING):
        add(_("Settle comments"), "settle", primary=True)
    if newest.is_draft:
        add(_("Edit the draft"), "edit", primary=state == states.DRAFTING)
    elif state in states.REVISABLE:
        add(_("Begin the next version"), "revise", post=True)
    if words & targets.get(states.CONSULTED, set()):
        add(_("Open a consultation"), "open_consultation")
    if state == states.CONSULTED:
        add(_("Close the consultation"), "close_consultation")
    if votes and words & targets.get(states.VOTE, set()):
        add(_("Put to the vote"), "open_vote")
    if words & targets.get(states.PUBLISHED, set()):
        add(_("Publish the document"), "publish", primary=state == states.APPROVED)
    return found
