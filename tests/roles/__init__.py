"""Which role may open which page: a matrix made by asking every page as every role."""
