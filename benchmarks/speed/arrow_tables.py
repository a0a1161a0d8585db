"""CPU time of turning a page of a hundred Sessions into a table with a column for every field."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from checkout_client.bulk import to_arrow
from checkout_client.models import Session

from .measuring import Comparison, Scale, cpu_seconds, in_turn
from .payloads import page_with_line_items
from .peers import OURS

FIELDS = ["id", "created", "status", "payment_status", "amount_total", "currency", "customer", "line_items.data.id"]
PANDAS = "pandas.json_normalize"


def measure(scale: Scale) -> list[Comparison]:
    """Compare with pandas, which guesses the types from the values, and makes columns of every field."""
    pandas: Any = import_module("pandas")  # here, because it takes a second to load
    rows: list[dict[str, Any]] = json.loads(page_with_line_items())["data"]
    sessions = [Session.from_dict(row) for row in rows]
    calls = scale.pick(full=10, quick=4)
    selected = f"{OURS}, {len(FIELDS)} columns"
    figures = in_turn(
        {
            OURS: cpu_seconds(lambda: to_arrow(sessions, Session), calls),
            selected: cpu_seconds(lambda: to_arrow(sessions, Session, FIELDS), calls),
            PANDAS: cpu_seconds(lambda: pandas.json_normalize(rows), calls),
        },
        scale.rounds,
    )
    what = "100 Sessions with line items to a table"
    return [
        Comparison(f"{what} with all fields, CPU", "seconds", figures[OURS], PANDAS, figures[PANDAS]),
        Comparison(f"{what} with {len(FIELDS)} columns, CPU", "seconds", figures[selected], PANDAS, figures[PANDAS]),
    ]
