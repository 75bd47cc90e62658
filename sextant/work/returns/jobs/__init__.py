"""Work for later, a file a subject; importing this makes all of it known."""

from sextant.work.returns.jobs import editions, estimates, imports, peers, rounds

__all__ = ["editions", "estimates", "imports", "peers", "rounds"]
