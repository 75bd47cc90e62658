"""What the demo must show of the thesaurus: suggestions in every state; and afterwards a thesaurus as it was before."""

from sextant.base.jobs.models import Job
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.concepts.actions.suggestions import keep
from sextant.society.concepts.demo.words import SYNONYM, DemoTerm
from sextant.society.concepts.models import Label, Suggestion
from sextant.society.concepts.queries.suggestions import tally
from sextant.society.concepts.queries.whole import fingerprint, stored_thesaurus

KEPT: dict[str, str] = {}


def before():
    load_starter()
    keep([DemoTerm("a real term", "en", 2, 3.0, "", ())], source="real")
    KEPT["fingerprint"] = fingerprint(stored_thesaurus())


def shown(_real):
    counts = tally()
    assert (counts.waiting, counts.synonyms, counts.concepts, counts.refused) == (9, 1, 0, 2)
    assert Label.objects.get(text=SYNONYM.term).concept.label_en
    assert Job.objects.filter(name="concepts.land_demand").exists()


def after():
    assert list(Suggestion.objects.values_list("term", flat=True)) == ["a real term"]
    assert fingerprint(stored_thesaurus()) == KEPT["fingerprint"]
