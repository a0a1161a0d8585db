"""Ids in the format of Stripe's. The same seed gives the same ids."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from string import ascii_letters, digits

_CHARACTERS = ascii_letters + digits


class IdGenerator:
    """Generates unique ids."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - the ids of a fake must be reproducible
        self.made: int = 0
        """How many it has generated. Continue with this number to get other ids than before."""

    def new(self, prefix: str, length: int = 24) -> str:
        """Return ``prefix`` and ``length`` letters and digits. They include a counter, which makes the id unique."""
        self.made += 1
        count = _in_base_62(self.made)
        return f"{prefix}_{self.letters(length - len(count))}{count}"

    def session(self, livemode: bool, kind: str) -> str:
        """Return the id of a Session. The letter ``kind`` tells its kind of page, as in Stripe's ids."""
        return f"cs_{'live' if livemode else 'test'}_{kind}1{self.new('', 56)[1:]}"

    def letters(self, length: int) -> str:
        """Return ``length`` random letters and digits."""
        return b64encode(self._random.randbytes(length), b"aZ")[:length].decode()


def _in_base_62(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = _CHARACTERS[digit] + text
    return text
