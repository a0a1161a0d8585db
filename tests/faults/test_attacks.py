"""Attacks of hostile servers with every HTTP library; the default suite has one library for each attack."""

from __future__ import annotations

import attrs
import pytest
from support.backends import BACKENDS, Backend
from support.depth import rotated

from faults.attack_table import BEGIN, END, PAGE, table
from faults.attacks import ATTACKS


@attrs.frozen
class Named:
    name: str
    backend: Backend


LIBRARIES = [Named(name, backend) for name, backend in BACKENDS.items()]
BY_NAME = {f"{title}: {name}": attack for title, attacks in ATTACKS.items() for name, attack in attacks.items()}


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("name", "library"), rotated(BY_NAME, LIBRARIES))
def test_the_attack_fails(name: str, library: Named) -> None:
    assert BY_NAME[name](library.backend) == []


def test_the_table_on_the_page_is_up_to_date() -> None:
    written = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip()
    held = {title: {name: [[]] * len(BACKENDS) for name in attacks} for title, attacks in ATTACKS.items()}
    assert written == table(held).strip()
