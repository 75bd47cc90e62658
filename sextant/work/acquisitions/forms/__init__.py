"""What comes in: collections and their children, files, demands on a list, questions to lists."""
