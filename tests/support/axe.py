"""axe-core, which checks pages for accessibility, from npm."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, { runOnly: arguments[0] }).then(done, error => done({ error: String(error) }));
"""


@cache
def axe_source() -> str | None:
    """The script; ``None`` if node does not find it."""
    node = shutil.which("node")
    if node is None:
        return None
    find = "process.stdout.write(require.resolve('axe-core/axe.min.js'))"
    found = subprocess.run([node, "-e", find], capture_output=True, text=True)
    return Path(found.stdout).read_text("utf-8") if found.returncode == 0 else None


needs_axe = pytest.mark.skipif(
    axe_source() is None, reason="node has no axe-core (npm install axe-core, and NODE_PATH)"
)


def violations(browser: Any) -> list[str]:
    """What breaks WCAG 2.2, level A or AA, on the page that the browser shows."""
    # Not as part of the page: its content security policy allows no script but its own.
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe_source()})
    result = browser.execute_async_script(_RUN, TAGS)
    assert len(result["passes"]) > 5, result  # it has looked at the page
    return [
        f"{one['id']}: {one['help']}: {node['html']}: {node['failureSummary']}"
        for one in result["violations"]
        for node in one["nodes"]
    ]
