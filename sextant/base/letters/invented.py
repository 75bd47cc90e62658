"""Addresses to which nothing is written, because the demo made them up."""

ENDING = ".example"
"""Addresses that never exist (RFC 2606, section 2); people of the demo have such ones."""


def is_invented(address: str, *, is_demo: bool) -> bool:
    """True for an invented address of the demo. Whoever gave such an address in earnest is not of the demo, and is written to."""
    return is_demo and address.endswith(ENDING)
