"""What makes sgreports better: gold, the desk where it is annotated, scores against it, models fitted to it."""
