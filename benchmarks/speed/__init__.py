"""How fast this package is beside its peers, a topic a module; ``benchmarks/run.py`` runs them all."""
