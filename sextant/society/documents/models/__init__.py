"""What is true about documents, consultations on them, votes and publications."""

from sextant.society.documents.models.comments import Comment, Consultation, Disposition
from sextant.society.documents.models.documents import Clause, Document, Publication, Version
from sextant.society.documents.models.votes import ApprovalVote, Ballot, Elector

__all__ = ["ApprovalVote", "Ballot", "Clause", "Comment", "Consultation", "Disposition", "Document", "Elector", "Publication", "Version"]
