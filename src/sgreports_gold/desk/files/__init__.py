"""An annotator's files at the desk: whose they are, what is saved, what is adjudicated."""
