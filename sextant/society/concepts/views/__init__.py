"""Pages of the thesaurus: for everybody, and for those who curate it."""
