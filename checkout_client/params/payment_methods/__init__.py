"""Parameters for single payment methods."""
