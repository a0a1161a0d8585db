"""Models as Arrow columns. Loaded on first use; ``tables`` and ``encoders`` need pyarrow."""
