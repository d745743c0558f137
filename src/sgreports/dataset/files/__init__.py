"""The files of a dataset: CSV, JSON Lines, Parquet, DuckDB, written at once or not at all."""
