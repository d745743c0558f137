"""Many reports: results kept from run to run, and worker processes that a bad report cannot take along."""
