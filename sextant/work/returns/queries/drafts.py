"""The draft of a change of a questionnaire: the questionnaire as it stands in the document."""

from django.core.exceptions import ValidationError

from sextant.lab.returns.questionnaires import Questionnaire
from sextant.lab.returns.questionnaires.changing import numbered
from sextant.society.documents.models import Version
from sextant.work.returns.models import QuestionnaireChange
from sextant.work.returns.queries.questions import parsed
from sextant.work.returns.questionnaire_text import read_back


def draft_of(change: QuestionnaireChange, version: Version | None) -> Questionnaire:
    """The questionnaire as a version of the document has it; without one, as it was when the change was opened. Raises ValidationError."""
    base = parsed(change.base_text)
    if version is None:
        return numbered(base, change.version, change.valid_from)
    return read_back(list(version.clauses.all()), base, version=change.version, valid_from=change.valid_from)


def draft_or_fault(change: QuestionnaireChange, version: Version | None) -> tuple[Questionnaire | None, str]:
    """The draft, or the sentence that says why the text is no questionnaire."""
    try:
        return draft_of(change, version), ""
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)
