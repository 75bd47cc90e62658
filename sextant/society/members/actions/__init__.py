"""Every write about people, organisations, sections and memberships, one verb each."""
