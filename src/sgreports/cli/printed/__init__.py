"""What commands print: tables, progress, summaries, changes."""
