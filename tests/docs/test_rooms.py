"""The picture of the rooms is that of the code, and its arrows point downwards."""

from __future__ import annotations

import rooms


def test_every_module_has_a_room():
    assert {rooms.room_of(name) for name in rooms.modules() if name} == {
        room for row in rooms.ROWS for room, _ in row.values()
    }


def test_no_import_points_upwards():
    assert rooms.upward_imports() == []


def test_the_picture_is_up_to_date():
    assert rooms.PICTURE.read_text(encoding="utf-8") == rooms.picture(), "run python docs/_ext/rooms.py"


def test_imports_are_found():
    assert ("sessions", "_transport.endpoints") in rooms.imports()  # at the top of a module
    assert ("client", "_transport.async_driver") in rooms.imports()  # in a function
    assert ("sessions", "params") not in rooms.imports()  # for type checkers only
