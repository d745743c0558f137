"""Tables with and without rules: columns, headings, rows, totals, tables that continue on the next page."""
