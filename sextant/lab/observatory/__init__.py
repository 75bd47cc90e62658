"""The standing observatory of a field: its literature on the concepts of a thesaurus, analysed, drawn, and told as tables."""
