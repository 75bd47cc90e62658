"""What comes in: a corpus, a file, the parameters of an edition, weights, a brief."""
