"""What is true about norms, checked books, findings, answers and quality marks."""

from sextant.work.publications.models.books import Book, Check, Finding
from sextant.work.publications.models.marks import Answer, QualityMark
from sextant.work.publications.models.packs import NormPack, PackVersion

__all__ = ["Answer", "Book", "Check", "Finding", "NormPack", "PackVersion", "QualityMark"]
