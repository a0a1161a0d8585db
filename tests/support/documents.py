"""The pages of the documentation, as the tests know them."""

PROGRAMS = ("celery", "django", "fastapi", "flask", "paid_sessions", "subscriptions")
"""The guides that show whole programs, whose blocks are files (test_programs.py)."""
