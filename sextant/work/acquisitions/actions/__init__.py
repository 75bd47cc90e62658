"""Every write: collections, files brought in, profiles, plans and orders."""
