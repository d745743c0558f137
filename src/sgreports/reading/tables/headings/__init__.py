"""The headings over the columns of a table: in their columns, over groups of them, typed."""
