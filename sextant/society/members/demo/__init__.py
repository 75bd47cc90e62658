"""The people, organisations, sections and memberships of the demo association: invented, seeded, marked, removable."""
