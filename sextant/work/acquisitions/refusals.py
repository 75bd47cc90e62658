"""Refusals of jobs, kept in both languages."""

from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from sextant.base.words.fields import LANGUAGES


class Refusal(Exception):
    """What a job cannot do, with the reason for whoever asked for it; `words` is a lazy translation with places for the values."""

    def __init__(self, words: str | Promise, **values: Any) -> None:
        self.words, self.values = words, values
        super().__init__(str(words))

    def sentence(self, language: str) -> str:
        """The reason in `en` or `ru`."""
        with translation.override(language):
            return str(self.words) % self.values

    @property
    def sentences(self) -> dict[str, str]:
        """The reason in every language."""
        return {language: self.sentence(language) for language in LANGUAGES}
