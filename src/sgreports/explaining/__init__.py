"""Why a mention or relation was found, and why not."""
