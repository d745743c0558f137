"""Evidence is weighed: features as places in a table, one linear model over them, one calibration."""
