"""A run as a dataset to hand on: tables in every form, what they mean, how good they are, a browser, checksums."""
