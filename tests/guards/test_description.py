"""The description on a package index: hatch_build.py makes the README's links absolute."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
REPOSITORY = "https://example.com/shop/checkout_client"


@pytest.fixture(scope="module")
def hook():
    """Import hatch_build.py; hatchling itself is only there where something is built."""
    interface = ModuleType("hatchling.metadata.plugin.interface")
    interface.MetadataHookInterface = object
    names = ["hatchling", "hatchling.metadata", "hatchling.metadata.plugin"]
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setitem(sys.modules, name, ModuleType(name))
        patch.setitem(sys.modules, interface.__name__, interface)
        spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def links(text):
    return re.findall(r"""\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)""", text)


def test_every_link_of_the_readme_becomes_absolute(hook):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    before = [one or other for one, other in links(readme)]
    after = [one or other for one, other in links(hook.absolute_links(readme, REPOSITORY, "1.2.3"))]
    assert len(after) == len(before) > 20
    for old, new in zip(before, after, strict=True):
        if old.startswith(("https:", "#")):
            assert new == old
        else:
            assert (ROOT / old.partition("#")[0]).exists()
            kind = "raw" if old.endswith((".png", ".svg")) else "blob"
            assert new == f"{REPOSITORY}/{kind}/v1.2.3/{old}"


def test_without_a_repository_nothing_changes(hook):
    text = "[a](docs/index.md)"
    assert hook.absolute_links(text, "", "1.2.3") == text
    assert hook.project_urls("", "1.2.3") == {}


def test_pictures_in_html(hook):
    text = '<source srcset="docs/_static/a.svg"><img src="docs/_static/b.png" alt="b">[x](https://a.example)'
    assert hook.absolute_links(text, REPOSITORY, "1") == (
        f'<source srcset="{REPOSITORY}/raw/v1/docs/_static/a.svg"><img src="{REPOSITORY}/raw/v1/docs/_static/b.png"'
        ' alt="b">[x](https://a.example)'
    )


def test_the_project_urls(hook):
    assert all(url.startswith(REPOSITORY) for url in hook.project_urls(REPOSITORY, "1.2.3").values())
    for url in hook.project_urls(REPOSITORY, "1.2.3").values():
        path = url.partition("/blob/v1.2.3/")[2]
        assert not path or (ROOT / path).exists()


def test_the_hook_sets_what_is_dynamic(hook):
    metadata = {}
    build = hook.ProjectMetadata()
    build.root, build.config = str(ROOT), {"repository": f"{REPOSITORY}/"}
    build.update(metadata)
    assert metadata["urls"]["Repository"] == REPOSITORY
    assert f"]({REPOSITORY}/blob/v" in metadata["readme"]["text"]
