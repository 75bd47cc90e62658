"""The house for programs, a file a subject; all calls hang on one router."""

from sextant.work.returns.api import estimates, peers
from sextant.work.returns.api.collections import router

__all__ = ["estimates", "peers", "router"]
