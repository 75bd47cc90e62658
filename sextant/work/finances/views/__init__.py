"""Pages of the finances."""
