"""IdGenerator of the shape that Stripe's have, the same ones in every run with the same seed."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from string import ascii_letters, digits

_CHARACTERS = ascii_letters + digits


class IdGenerator:
    """Makes ids that are all different."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - ids of a fake are to be reproducible, not secret
        self._made = 0

    def new(self, prefix: str, length: int = 24) -> str:
        """``prefix`` and ``length`` letters and digits, the count of ids among them so that none comes twice."""
        self._made += 1
        count = _in_base_62(self._made)
        return f"{prefix}_{self.letters(length - len(count))}{count}"

    def session(self, livemode: bool, kind: str) -> str:
        """A Session's id; its first letter tells the kind of page, as in Stripe's own."""
        return f"cs_{'live' if livemode else 'test'}_{kind}1{self.new('', 56)[1:]}"

    def letters(self, length: int) -> str:
        """Letters and digits."""
        return b64encode(self._random.randbytes(length), b"aZ")[:length].decode()


def _in_base_62(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = _CHARACTERS[digit] + text
    return text
