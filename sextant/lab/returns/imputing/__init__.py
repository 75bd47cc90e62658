"""Missing values of a year's returns: what fills them, how well it does, and what it does to the national total."""
