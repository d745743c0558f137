"""Where it was: candidates, and places linked to counts."""
