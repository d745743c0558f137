"""What changed from one run to another: rows aligned, fields compared, causes taken from run.json."""
