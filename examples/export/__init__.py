"""Export all Sessions of a range of time to Parquet, CSV or JSON Lines, on one machine or on a Dask cluster."""
