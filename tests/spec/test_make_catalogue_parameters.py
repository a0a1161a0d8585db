"""The fake's table of the parameters of prices, customers and so on is what Stripe's library has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import stripe
from make_catalogue_parameters import TABLE, Definitions, table

LIBRARY = Path(stripe.__file__).parent

MODULE = """
class ThingCreateParams(RequestOptions):
    name: str
    \"\"\"A docstring.\"\"\"
    active: NotRequired[bool]
    colour: NotRequired["Literal['red', 'blue']|str"]
    size: NotRequired["Union[Literal['s', 'l'], str]"]
    metadata: NotRequired["Literal['']|Dict[str, str]|UntypedStripeObject[str]"]
    parts: NotRequired[List["ThingCreateParamsPart"]]
    created: NotRequired["ThingCreateParamsPart|int"]

class ThingCreateParamsPart(TypedDict):
    weight: NotRequired[Decimal]
    share: float
"""


def test_the_forms_of_parameters(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "_thing.py").write_text(MODULE)
    part = {"share!": "number", "weight": "decimal"}
    assert Definitions(tmp_path, "_thing").node("ThingCreateParams") == {
        "active": "boolean",
        "colour": "enum:blue|red",
        "created": {"or": [part, "integer"]},
        "metadata~": {"*": "string"},
        "name!": "string",
        "parts": [part],
        "size": "enum:l|s",
    }


def test_the_table_is_up_to_date() -> None:
    stored = json.loads(TABLE.read_text())
    if stored["stripe"] != stripe.VERSION:
        pytest.skip(f"the table is of stripe {stored['stripe']}")
    assert table(LIBRARY) == stored
