"""Everything that CI does, one session each: ``nox`` lists and runs them, ``nox -s tests-3.13`` runs one."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "drift", "docs", "build", "quickstart", "tests"]
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13"]
PYPROJECT = nox.project.load_toml("pyproject.toml")
HERE = Path(__file__).parent
# Said and held to before tests run against what is installed.
IMPORTED_FROM = """
import checkout_client
print(f"checkout_client {checkout_client.__version__} is imported from {checkout_client.__file__}")
assert "site-packages" in checkout_client.__file__
"""


def group(name: str) -> tuple[str, ...]:
    """The requirements of a dependency group of pyproject.toml."""
    return nox.project.dependency_groups(PYPROJECT, name)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, on the oldest Python with coverage: every line and branch must be reached."""
    session.install("-e", ".", *group("tests"))
    pytest = ["pytest", "-n", "2", "--dist", "loadfile", *session.posargs]
    if session.python != PYTHONS[0] or session.posargs:
        session.run("python", "-m", *pytest)
        return
    session.env["COVERAGE_FILE"] = os.fspath(Path(session.create_tmp(), "coverage"))
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", *pytest)
    session.run("coverage", "combine", silent=True)
    session.run("coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types as strictly as the checkers can, also of what is public."""
    session.install(".", *group("tests"), *group("types"), "nox")
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "tests/typing", "tests/webhooks/test_typing.py")
    session.chdir(session.create_tmp())  # what is installed is judged here, not the source
    session.run("pyright", "--verifytypes", "checkout_client", "--ignoreexternal")


@nox.session
def drift(session: nox.Session) -> None:
    """Compare the types with a specification: the newest in spec/, or the file that is given."""
    session.install("-e", ".")
    session.run("python", "spec/drift.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/_build; a warning is an error."""
    session.install("-e", ".", *group("docs"))
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")


def contents(wheel: Path) -> dict[str, int]:
    """The files of a wheel, each with its checksum."""
    with ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def folder(session: nox.Session, name: str) -> Path:
    """An empty folder of the session's own."""
    path = Path(session.create_tmp(), name).absolute()
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    return path


def built(session: nox.Session) -> tuple[Path, Path]:
    """A new sdist and a new wheel, each made from the source; needs ``build``."""
    dist = folder(session, "dist")
    session.run("python", "-m", "build", "--sdist", "--wheel", "--outdir", os.fspath(dist), silent=True)
    (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    return sdist, wheel


def built_offline(session: nox.Session, sdist: Path) -> Path:
    """A wheel made from the sdist without a network: what is needed to build was fetched before."""
    fetched, made = folder(session, "fetched"), folder(session, "made")
    session.run("pip", "download", "--quiet", "--dest", os.fspath(fetched), *PYPROJECT["build-system"]["requires"])
    nowhere = "http://127.0.0.1:9"  # whoever tries to go out all the same is refused
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": os.fspath(fetched), "PIP_CONFIG_FILE": os.devnull}
    offline |= {"HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere, "NO_PROXY": ""}
    command = [
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-cache-dir",
        "--wheel-dir",
        os.fspath(made),
        os.fspath(sdist),
    ]
    session.run(*command, env=offline)
    (wheel,) = made.glob("*.whl")
    return wheel


def check_wheel(session: nox.Session, wheel: Path, other: Path) -> None:
    """Fail unless the wheel holds exactly the package, typed, and the other wheel holds the same."""
    files = contents(wheel)
    source = {path.relative_to(HERE).as_posix() for path in (HERE / "checkout_client").rglob("*") if path.is_file()}
    source = {name for name in source if "__pycache__" not in name}
    packed = {name for name in files if ".dist-info/" not in name}
    if packed != source:
        session.error(f"the wheel and the source differ: {sorted(packed ^ source)}")
    if "checkout_client/py.typed" not in files:
        session.error("the wheel has no py.typed: type checkers would ignore its types")
    if files != contents(other):
        session.error(f"the wheel from the sdist differs: {sorted(set(files.items()) ^ set(contents(other).items()))}")
    session.log(f"{len(files)} files in the wheel, the same from the source and, offline, from the sdist")


def away_from_the_source(session: nox.Session, root: Path) -> Path:
    """A copy of the tests of ``root`` and of what they read, in a folder where the package is not."""
    away = folder(session, "away")
    for name in ("tests", "spec", "examples", "benchmarks", "docs"):
        shutil.copytree(root / name, away / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    for path in [*root.glob("*.md"), *root.glob("*.py"), root / "pyproject.toml"]:
        shutil.copy(path, away)
    return away


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel, judge both, and use the wheel alone in an environment of its own."""
    session.install("build", "check-wheel-contents", "twine", *group("types"))
    sdist, wheel = built(session)
    session.run("check-wheel-contents", os.fspath(wheel))
    session.run("twine", "check", "--strict", os.fspath(sdist), os.fspath(wheel))
    check_wheel(session, wheel, built_offline(session, sdist))

    fresh = folder(session, "fresh")
    session.run("python", "-m", "venv", os.fspath(fresh))
    python = os.fspath(fresh / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    session.run(python, "-m", "pip", "install", "--quiet", os.fspath(wheel), external=True)
    away = folder(session, "consumer")
    for path in (HERE / "tests" / "typing" / "accepted.py", HERE / "examples" / "quickstart.py"):
        shutil.copy(path, away)
    session.chdir(away)
    session.run(python, "-c", IMPORTED_FROM, external=True)
    said = session.run(python, "-W", "error", "-c", "import checkout_client", external=True, silent=True)
    if said:
        session.error(f"the import is not silent: {said}")
    session.run(python, "-W", "error", "quickstart.py", external=True, silent=True, env={"STRIPE_API_KEY": ""})
    Path("pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "pythonVersion": "3.11"}', "utf-8")
    session.run("pyright", "--pythonpath", python)


@nox.session
def release(session: nox.Session) -> None:
    """Run all tests against the wheel alone, away from the source: some minutes, before each release."""
    session.install("build")
    _, wheel = built(session)
    # Types too, because some tests run the checkers.
    session.install("--force-reinstall", os.fspath(wheel), *group("tests"), *group("types"), "nox")
    session.chdir(away_from_the_source(session, HERE))
    session.run("python", "-c", IMPORTED_FROM, env={"PYTHONPATH": "tests"})
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "loadfile", *session.posargs)


@nox.session(name="old-tests")
def old_tests(session: nox.Session) -> None:
    """Type-check and run the last tag's users' view against the working tree: what fails is a breaking change.

    Another tag can be given: ``nox -s old-tests -- v1.2.0``.
    """
    tags = (
        session.run("git", "tag", "--list", "v*", "--merged", "HEAD", "--sort=-v:refname", external=True, silent=True)
        or ""
    )
    if not (session.posargs or tags):
        session.skip("NOTHING WAS TESTED: there is no tag v… to compare with")
    tag = session.posargs[0] if session.posargs else tags.split()[0]
    session.install(".", *group("tests"), *group("types"))
    tree = folder(session, "tree")
    session.run("git", "worktree", "prune", external=True)
    session.run("git", "worktree", "add", "--quiet", "--detach", os.fspath(tree), tag, external=True)
    try:
        away = away_from_the_source(session, tree)
    finally:
        session.run("git", "worktree", "remove", "--force", os.fspath(tree), external=True)
    # Which of the tests are users' is judged by this version, which knows what has moved.
    listed = session.run("python", "tests/guards/public_tests.py", os.fspath(away), silent=True, stderr=None) or ""
    session.chdir(away)
    session.run("python", "-c", IMPORTED_FROM)
    session.log(f"the tests of {tag}, against the working tree")
    views = ["tests/typing/accepted.py", "tests/webhooks/consumer/accepted.py", "examples"]
    config = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": views}
    Path("pyrightconfig.json").write_text(json.dumps(config), "utf-8")
    session.run("pyright")
    for view in views:
        session.run("mypy", "--strict", "--config-file=", "--python-version=3.11", view)
    session.run("python", "-m", "pytest", "-n", "2", "--dist", "loadfile", *listed.split())


@nox.session
def quickstart(session: nox.Session) -> None:
    """Do what the README's first command does, in an environment of its own."""
    session.install(".")
    session.run("python", "examples/quickstart.py", env={"STRIPE_API_KEY": ""})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure beside the peers, and write the tables of the README and docs/performance.md: some five minutes."""
    session.install("-e", ".", *group("bench"))
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Put this package and Stripe's through all faults, and write the table of docs/reliability.md: four minutes."""
    session.install("-e", ".", *group("tests"), "requests")
    session.run("python", "-m", "faults.table", env={"PYTHONPATH": "tests"})


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for inputs that break the decoder of responses or the verifier of webhooks: ten minutes, or as told."""
    session.install("-e", ".", *group("tests"))
    session.run("python", "-m", "fuzz.run", *(session.posargs or ["--seconds", "600"]), env={"PYTHONPATH": "tests"})


@nox.session
def audit(session: nox.Session) -> None:
    """Look for known weaknesses in what the package stands on, extras and their dependencies included."""
    session.install("pip-audit")
    wanted = folder(session, "audit") / "requirements.txt"
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    wanted.write_text(
        "\n".join([*PYPROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]), "utf-8"
    )
    # Strict: what could not be looked up is a failure, too.
    session.run("pip-audit", "--strict", "--requirement", os.fspath(wanted))


# Not tested there: what only tools, examples and documents need.
LOWEST_TESTED = (
    "bad_input", "bulk", "client", "concurrency", "decoding", "faults", "fuzz", "instrumentation", "lifetimes", "load",
    "models", "money", "pagination", "sockets", "testing", "transport", "versions", "webhooks",
)  # fmt: skip


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest version of each dependency, extras included, that pyproject.toml allows."""
    needed = {"hypothesis", "pytest", "pytest-xdist", "respx", "socksio", "stripe", "sybil", "trio", "trustme"}
    tools = [requirement for requirement in group("tests") if requirement.partition(">=")[0] in needed]
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    wanted = [*PYPROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    session.install("-e", ".", *tools, *(requirement.replace(">=", "==") for requirement in wanted))
    places = [f"tests/{name}" for name in LOWEST_TESTED]
    # The plugin of an anyio this old does not know the newest pytest.
    pytest = ["python", "-m", "pytest", "-p", "no:anyio", "-n", "2", "--dist", "loadfile"]
    session.run(*pytest, *(session.posargs or places))
