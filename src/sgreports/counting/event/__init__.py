"""Events of counts: what happened to those counted, or what they did or were."""
