"""Between the database and the lab: years staged and worked out, gaps filled, forecasts, groups. What needs the extra `lab` is asked for in jobs only."""
