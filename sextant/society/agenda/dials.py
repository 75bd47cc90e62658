"""From the standings of guidelines to the dial: the whole of it on the home page, one sector on a direction's page."""

from django.utils.translation import ngettext, pgettext

from sextant.base.ui import dial
from sextant.society.agenda.course import ATTENTION, BEHIND, NONE, ON_COURSE, REACHED
from sextant.society.agenda.places import place_of
from sextant.society.agenda.queries import Sector, Standing

TONES = {REACHED: "good", ON_COURSE: "good", ATTENTION: "warn", BEHIND: "bad", NONE: "quiet"}


def state_of(standing: Standing) -> str:
    """A guideline's state in a word or two, as the dial says it."""
    words = {
        REACHED: pgettext("dial", "reached"),
        ON_COURSE: pgettext("dial", "on course"),
        ATTENTION: pgettext("dial", "needs attention"),
        BEHIND: pgettext("dial", "off course"),
        NONE: pgettext("dial", "no figures yet"),
    }
    return words[standing.word]


def segment_of(standing: Standing) -> dial.Segment:
    """A guideline as a piece of the limb, filled by the share of its indicators that are on course."""
    guideline, state = standing.guideline, state_of(standing)
    figures = ngettext("%(good)s of %(told)s figure on course", "%(good)s of %(told)s figures on course", standing.told) % {
        "good": standing.good,
        "told": standing.told,
    }
    spoken = f"{guideline.code} {guideline.title}: {state}" + (f", {figures}" if standing.told else "")
    return dial.Segment(guideline.code, guideline.title, place_of(guideline), standing.share, state, TONES[standing.word], spoken)


def sector_of(sector: Sector) -> dial.Sector:
    """A direction as a sector of the limb, under its own numeral."""
    segments = [segment_of(standing) for standing in sector.standings]
    return dial.Sector(sector.direction.title, place_of(sector.direction), segments, sector.direction.code)


def dial_of_direction(sector: Sector) -> dial.Dial:
    """The one sector drawn large."""
    return dial.draw_dial([sector_of(sector)])
