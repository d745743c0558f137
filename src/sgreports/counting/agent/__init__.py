"""Who did, held or reported what is counted."""
