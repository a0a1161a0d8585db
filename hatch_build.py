"""The build's own step: project URLs, and absolute links in the description that a package index shows.

The address of the repository stands in one place: ``repository`` under ``[tool.checkout-client]`` in pyproject.toml.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

VERSION = re.compile(r'__version__: Final = "(.+)"')
LINK = re.compile(r'(\]\(|(?:src|srcset|href)=")(?![a-z]+:|#)([^)"\s]+)')
PICTURE = re.compile(r"\.(png|svg|gif|webp)$")


class ProjectMetadata(MetadataHookInterface):
    """Set ``readme`` and ``urls``, which are dynamic in pyproject.toml."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling with the ``[project]`` table."""
        root = Path(self.root)
        repository = self.config["repository"].rstrip("/")
        found = VERSION.search((root / "checkout_client" / "version.py").read_text(encoding="utf-8"))
        assert found is not None
        text = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute_links(text, repository, found[1])}
        metadata["urls"] = project_urls(repository, found[1])


def absolute_links(text: str, repository: str, version: str) -> str:
    """Return a text whose relative links point into the repository, at the tag of a version.

    Without a repository, the links stay as they are.
    """
    if not repository:
        return text

    def absolute(link: re.Match[str]) -> str:
        kind = "raw" if PICTURE.search(link[2]) else "blob"
        return f"{link[1]}{repository}/{kind}/v{version}/{link[2]}"

    return LINK.sub(absolute, text)


def project_urls(repository: str, version: str) -> dict[str, str]:
    """Return the links that a package index shows beside the description."""
    if not repository:
        return {}
    tree = f"{repository}/blob/v{version}"
    return {
        "Repository": repository,
        "Documentation": f"{tree}/docs/index.md",
        "Changelog": f"{tree}/CHANGELOG.md",
        "Security": f"{tree}/SECURITY.md",
        "Issues": f"{repository}/issues",
    }
