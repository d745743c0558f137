"""Many reports: results kept from run to run, and worker processes, so that a bad report ends no other's work."""
