"""Tables: rows of what was found, written to files as a whole, read back, compared, published."""
