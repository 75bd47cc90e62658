"""Acquisitions: the best list of children's books within a budget, with a reason for every title and a price for every demand."""
