"""The guides that show whole programs: their files are written down, and the tests that they show run on them.

Each block of such a page begins with the name of its file. All pages run in one process of pytest, so that starting it
counts once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.documents import PROGRAMS

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^(?:```|<!--- invisible-code-block: )python\n# (\S+\.py)\n(.*?)^(?:```|--->)$", re.M | re.S)


def files(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of a page's files, and what is in them."""
    text = page.read_text(encoding="utf-8")
    found = BLOCK.findall(text)
    assert len(found) == len(re.findall(r"^```python$|^<!--- invisible-code-block: python$", text, re.M)), page.name
    return iter(found)


@pytest.mark.parametrize("guides", [("paid_sessions",), pytest.param(PROGRAMS, marks=pytest.mark.long)], ids=len)
def test_the_programs_of_the_guides_pass_their_own_tests(tmp_path, guides):
    tests = set()
    for name in guides:
        for file, code in files(ROOT / "docs" / "guides" / f"{name}.md"):
            if re.search(r"import (Celery|tasks)$", code, re.M) and find_spec("celery") is None:
                continue
            path = tmp_path / f"{name}_guide" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
            tests.update(re.findall(r"^ *(?:async )?def (test_\w+)", code, re.M))
    folders = [str(tmp_path / f"{name}_guide") for name in guides]
    search = [str(ROOT), *folders, os.environ.get("PYTHONPATH", "")]
    plugins = ["-p", "no:cacheprovider", "-p", "checkout_client.testing.pytest_plugin"]
    plugins += ["-c", os.devnull, "--rootdir", str(tmp_path), "--confcutdir", str(tmp_path)]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-W", "error", *plugins, *folders],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, search)),
            "PYTEST_ADDOPTS": "",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # half of the time
        },
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert {*re.findall(r"::(test_\w+) PASSED", run.stdout)} == tests
