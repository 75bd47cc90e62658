"""Pages of the radar and of trend reports."""
