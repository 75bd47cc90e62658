"""Pages of plans, calls, searches and applications."""
