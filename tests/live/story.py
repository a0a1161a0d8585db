"""The steps: a catalogue, Sessions of every mode, reading and changing them, and what is refused."""

from __future__ import annotations

from .accepted import ACCEPTED
from .catalogue import CATALOGUE
from .reading import READING
from .refused import REFUSED
from .steps import Step

STORY: tuple[Step, ...] = (*CATALOGUE, *ACCEPTED, *READING, *REFUSED)
