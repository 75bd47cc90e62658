"""A thesaurus of the library field in Russian and English, and where the words of a text lie in it."""
