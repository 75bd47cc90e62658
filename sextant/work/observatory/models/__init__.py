"""Corpora and what is brought into them, editions with their analyses and works, briefs."""

from sextant.work.observatory.models.briefs import Brief
from sextant.work.observatory.models.corpora import Corpus, ImportRun
from sextant.work.observatory.models.editions import Analysis, Edition
from sextant.work.observatory.models.works import Landing, Work

__all__ = ["Analysis", "Brief", "Corpus", "Edition", "ImportRun", "Landing", "Work"]
