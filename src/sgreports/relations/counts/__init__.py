"""Times, places and agents of counts."""
