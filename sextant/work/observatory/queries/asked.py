"""What the observatory reads of the thesaurus: its concepts as the lab wants them, and what practice asks for."""

from sextant.lab.thesaurus.concepts import Thesaurus
from sextant.lab.thesaurus.reading import starter


def site_thesaurus() -> Thesaurus:
    """The site's thesaurus."""
    return starter()


def asked_for() -> dict[str, float]:
    """How often each concept was asked for, over all sources of demand; empty where nothing was asked."""
    return {}
