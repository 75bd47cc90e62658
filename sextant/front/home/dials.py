"""From the standings of an agenda to the dial on the home page."""

from typing import Any

from django.utils.translation import ngettext, pgettext

from sextant.base.ui.dial import Dial, Sector, Segment, draw_dial
from sextant.society.agenda.course import BEHIND, NONE, ON_COURSE, REACHED
from sextant.society.agenda.models import Agenda
from sextant.society.agenda.places import place_of
from sextant.society.agenda.queries.agendas import Standing, dial

TONES = {REACHED: "good", ON_COURSE: "good", BEHIND: "bad", NONE: "quiet"}


def state_of(standing: Standing) -> tuple[str, str]:
    """A guideline's state as a word and a tone: half of its figures behind is off course, some behind asks for attention."""
    word = standing.word
    if word == ON_COURSE and standing.words[BEHIND]:
        return pgettext("dial", "needs attention"), "warn"
    words = {
        REACHED: pgettext("dial", "reached"),
        ON_COURSE: pgettext("dial", "on course"),
        BEHIND: pgettext("dial", "off course"),
        NONE: pgettext("dial", "no figures yet"),
    }
    return words[word], TONES[word]


def _segment(standing: Standing) -> Segment:
    guideline = standing.guideline
    state, tone = state_of(standing)
    good = standing.words[REACHED] + standing.words[ON_COURSE]
    figures = ngettext("%(good)s of %(told)s figure on course", "%(good)s of %(told)s figures on course", standing.told) % {
        "good": good,
        "told": standing.told,
    }
    spoken = f"{guideline.code} {guideline.title}: {state}" + (f", {figures}" if standing.told else "")
    return Segment(guideline.code, guideline.title, place_of(guideline), standing.share, state, tone, spoken)


def dial_of(agenda: Agenda, user: Any) -> Dial:
    """The agenda's dial as this reader may see it; the arm points at the mean share of the guidelines that have figures."""
    sectors = [Sector(one.direction.title, place_of(one.direction), [_segment(standing) for standing in one.standings]) for one in dial(agenda, user)]
    return draw_dial(sectors)
