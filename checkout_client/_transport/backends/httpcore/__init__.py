"""Connections made with httpcore, the default."""
