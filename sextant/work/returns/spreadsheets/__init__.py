"""Returns as spreadsheets: one row a library, one column an item. `writing` makes the template, `reading` understands what comes back."""
