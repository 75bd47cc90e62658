"""Jury: who judges what, solved exactly, and what the scores say once jurors' severity is taken out of them."""
