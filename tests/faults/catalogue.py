"""Every fault."""

from __future__ import annotations

from .body_faults import COMPRESSION, INVALID, ODDITIES
from .certificates import CERTIFICATES
from .connection_faults import BREAKS, NOT_HTTP, SLOW
from .fault import Group
from .page_faults import PAGES
from .redirect_faults import REDIRECTS
from .status_faults import LIMITS, REJECTIONS, SERVER, SHOULD_RETRY

GROUPS: tuple[Group, ...] = (
    BREAKS, SLOW, NOT_HTTP, SERVER, LIMITS, SHOULD_RETRY, REJECTIONS, INVALID, COMPRESSION, PAGES, ODDITIES, REDIRECTS,
    CERTIFICATES,
)  # fmt: skip
