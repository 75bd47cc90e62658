"""Everything that is true about paid services."""

from sextant.work.paid_services.models.acts import Act, ActLine
from sextant.work.paid_services.models.catalogue import Price, Service
from sextant.work.paid_services.models.clauses import Clause
from sextant.work.paid_services.models.contracts import Contract, ContractLine, SignedCopy
from sextant.work.paid_services.models.requests import OfferRequest

__all__ = ("Act", "ActLine", "Clause", "Contract", "ContractLine", "OfferRequest", "Price", "Service", "SignedCopy")
