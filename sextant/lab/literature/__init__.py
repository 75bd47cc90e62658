"""Literature: works of many sources read, kept apart as tables, and joined into one work each with nothing lost."""
