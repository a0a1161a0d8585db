"""``expanded`` and ``object_id``: reading expandable fields."""

import pytest

from checkout_client import expanded, object_id
from checkout_client._decoding.converter import decode
from checkout_client.models import Customer, DeletedCustomer

CUSTOMER = decode(
    Customer, {"id": "cus_1", "object": "customer", "created": 1, "livemode": False, "email": "a@b.example"}
)
DELETED = decode(DeletedCustomer, {"id": "cus_2", "object": "customer", "deleted": True})


def test_an_expanded_field_gives_its_object():
    assert expanded(CUSTOMER) is CUSTOMER


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("cus_1", r"only an id: name it in expand=\[…\]"),
        (None, "the field is None"),
        (DELETED, "deleted: the field holds a DeletedCustomer"),
    ],
)
def test_a_field_without_an_object_says_why(value, message):
    with pytest.raises(ValueError, match=message):
        expanded(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("cus_1", "cus_1"),
        (CUSTOMER, "cus_1"),
        (DELETED, "cus_2"),
        ({"id": "ch_1", "object": "charge"}, "ch_1"),
        (None, None),
    ],
)
def test_the_id_is_there_either_way(value, expected):
    assert object_id(value) == expected


def test_deleted_tells_whole_objects_from_deleted_ones() -> None:
    assert decode(Customer, {"id": "cus_1", "object": "customer"}).deleted is False
    assert DELETED.deleted is True
