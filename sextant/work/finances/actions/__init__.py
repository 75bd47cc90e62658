"""Every write about the finances; the books themselves are never written here."""
