"""Commands for annotators: gold files, agreement, scores, the desk, training."""
