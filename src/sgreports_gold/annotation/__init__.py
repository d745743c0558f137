"""Gold data: its files, checks, scores, agreement between annotators, and exchange with other tools."""
