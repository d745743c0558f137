"""Commands that put questions to a dataset."""
