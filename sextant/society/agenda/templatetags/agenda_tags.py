"""How the agenda's words and figures are shown."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.charts import Chart
from sextant.base.ui.numerals import written
from sextant.base.words.markdown import as_html
from sextant.society.agenda import states
from sextant.society.agenda.charts import spark_of
from sextant.society.agenda.course import ATTENTION, BEHIND, NONE, ON_COURSE, REACHED
from sextant.society.agenda.models import Indicator, Initiative
from sextant.society.agenda.places import place_of
from sextant.society.agenda.queries import Reading, home_of

register = template.Library()
COURSES: dict[str, tuple[str | Promise, str]] = {
    REACHED: (_("target reached"), "good"),
    ON_COURSE: (_("on course"), "info"),
    ATTENTION: (_("needs attention"), "warn"),
    BEHIND: (_("off course"), "bad"),
    NONE: (_("not to be told yet"), "quiet"),
}
SIGNS = {"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£"}
STATE_TONES = {
    states.IDEA: "quiet",
    states.PLANNED: "info",
    states.RUNNING: "good",
    states.PAUSED: "warn",
    states.DONE: "good",
    states.DROPPED: "quiet",
}


@register.filter
def course_word(word: str) -> str | Promise:
    """What people read for one of the words of `course.py`."""
    return COURSES[word][0]


@register.filter
def course_tone(word: str) -> str:
    return COURSES[word][1]


@register.filter
def state_tone(state: str) -> str:
    """The colour of an initiative's state."""
    return STATE_TONES.get(state, "quiet")


@register.filter
def figure(value: float | None, indicator: Indicator) -> str:
    """A value with the indicator's decimals, written as the reader's language writes numbers."""
    return written(value, indicator.decimals)


@register.filter
def difference(value: float | None, indicator: Indicator) -> str:
    """The same for a change: with its sign."""
    return ("+" if value and value > 0 else "") + written(value, indicator.decimals)


@register.filter
def place(thing: Any) -> str:
    """The address of an agenda, a direction or a guideline."""
    return place_of(thing)


@register.filter
def state_name(state: str) -> str | Promise:
    """The words for a state's code."""
    return dict(Initiative.STATES).get(state, state)


@register.filter
def home(initiative: Initiative) -> Any:
    """The guideline under which an initiative is filed."""
    return home_of(initiative)


@register.filter
def markdown(text: str) -> SafeString:
    """What somebody wrote in Markdown, as safe HTML."""
    return as_html(text)


@register.filter
def spark(reading: Reading) -> Chart | None:
    return spark_of(reading)


@register.filter
def budget_of(initiative: Initiative) -> str:
    """The budget with its currency, hundredths only where there are some: `120 000 ₽`."""
    decimals = 2 if initiative.budget_minor % 100 else 0
    return f"{written(initiative.budget_minor / 100, decimals)}\u00a0{SIGNS.get(initiative.currency, initiative.currency)}"
