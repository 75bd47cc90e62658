"""Surveys, what was answered, and what is made of it."""

from sextant.society.surveys.models.findings import Release, TextCode, Weighting
from sextant.society.surveys.models.responses import Invitation, Response, UsedKey
from sextant.society.surveys.models.surveys import Survey

__all__ = ["Invitation", "Release", "Response", "Survey", "TextCode", "UsedKey", "Weighting"]
