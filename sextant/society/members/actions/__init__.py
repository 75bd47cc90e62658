"""Every write about members, one file a subject."""

from sextant.society.members.actions.payments import record_payment, waive

__all__ = ["record_payment", "waive"]
