"""Two readings, or two runs, side by side."""
