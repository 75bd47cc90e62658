"""Letters about the account itself go through the same ledger as all others."""

from allauth.account.adapter import DefaultAccountAdapter


class LedgerAccountAdapter(DefaultAccountAdapter):
    """Hands allauth's letters to the ledger."""
