"""Speed compared with other clients, one module for each topic; ``benchmarks/run.py`` runs them all."""
