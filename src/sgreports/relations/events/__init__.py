"""Events of counts: what the counted underwent, did or were."""
