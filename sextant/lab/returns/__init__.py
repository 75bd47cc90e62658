"""Library statistics: returns of real surveys read into a panel (library × year × variable), and indicators over it."""
