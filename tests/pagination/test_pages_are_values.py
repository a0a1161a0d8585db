"""Pages can be copied, and say why they cannot be pickled."""

from __future__ import annotations

import copy
import pickle

import pytest

from checkout_client.testing import FakeCheckout


def test_a_page_says_what_to_pickle() -> None:
    page = FakeCheckout().client().sessions.list()
    with pytest.raises(TypeError, match=r"a page fetches the next one through its client.*page\.data, or page\.cursor"):
        pickle.dumps(page)
    assert pickle.loads(pickle.dumps((page.data, page.cursor))) == ([], None)


def test_a_page_can_be_copied() -> None:
    page = FakeCheckout().client().sessions.list()
    copied = copy.copy(page)
    assert (copied.data, copied.has_more, list(copied)) == (page.data, page.has_more, [])
