"""The demo's part of the thesaurus."""
