"""Where the paragraphs at the desk come from: a run, a report, gold."""
