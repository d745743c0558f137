"""A run as a published dataset: tables in all forms, codebook, data card, browser, checksums."""
