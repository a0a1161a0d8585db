"""Every fault."""

from __future__ import annotations

from .body_faults import COMPRESSION, LIES, ODDITIES
from .certificates import CERTIFICATES
from .connection_faults import BREAKS, NO_HTTP, SLOW
from .fault import Group
from .page_faults import PAGES
from .redirect_faults import REDIRECTS
from .status_faults import LIMITS, REFUSALS, SERVER, WISHES

GROUPS: tuple[Group, ...] = (
    BREAKS, SLOW, NO_HTTP, SERVER, LIMITS, WISHES, REFUSALS, LIES, COMPRESSION, PAGES, ODDITIES, REDIRECTS,
    CERTIFICATES,
)  # fmt: skip
