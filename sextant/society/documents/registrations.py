"""What this house makes known to the registries of base and society when the site starts."""

from sextant.base.search import registry as search
from sextant.society.documents import association_documents, letters
from sextant.society.documents.search import DOCUMENTS


def register_all() -> None:
    letters.register_letters()
    search.register(DOCUMENTS)
    association_documents.register()
