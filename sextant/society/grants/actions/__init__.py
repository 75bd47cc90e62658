"""What is done with grants: one verb a function, one transaction, one line of the record."""
