"""The commands `sextant returns …` of the site: collections and their files, and what was not reported."""
