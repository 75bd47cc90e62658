"""What an association lives on, and for how long: concentration of income, runway, and what-if paths. Whole minor units."""
