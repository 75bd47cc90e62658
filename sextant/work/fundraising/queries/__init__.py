"""Reading appeals, gifts and donors."""
