"""From mentions, relations and the report's own context to counts: how many, of whom, what happened, when, where."""
