"""What is true of dissertations and of experts."""

from sextant.work.scholarship.models.dissertations import Dissertation, Resemblance, Step, Supervision, TopicKey
from sextant.work.scholarship.models.experts import DeclaredConflict, ExpertProfile, ExpertWork
from sextant.work.scholarship.models.imports import DissertationImport, WorkImport
from sextant.work.scholarship.models.suggestions import RegisterRules, TopicSuggestion

__all__ = [
    "DeclaredConflict",
    "Dissertation",
    "DissertationImport",
    "ExpertProfile",
    "ExpertWork",
    "RegisterRules",
    "Resemblance",
    "Step",
    "Supervision",
    "TopicKey",
    "TopicSuggestion",
    "WorkImport",
]
