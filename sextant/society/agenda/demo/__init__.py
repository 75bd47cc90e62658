"""Two years of invented initiatives on every guideline, with targets and reported figures."""
