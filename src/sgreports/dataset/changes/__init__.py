"""What changed from one run to another: rows aligned, fields compared, causes told from run.json."""
