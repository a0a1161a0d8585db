"""Everything that CI does, one session each: ``nox`` lists and runs them, ``nox -s tests-3.13`` runs one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "drift", "docs", "build", "quickstart", "tests"]
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13"]
PYPROJECT = nox.project.load_toml("pyproject.toml")


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


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel, and use the wheel alone."""
    session.install("build")
    dist = Path(session.create_tmp(), "dist")
    shutil.rmtree(dist, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(dist), silent=True)
    (wheel,) = dist.glob("*.whl")
    session.install("--force-reinstall", str(wheel))
    session.chdir(session.create_tmp())  # away from the source, so that the wheel is what is imported
    session.run("python", "-W", "error", "-c", "import checkout_client; print(checkout_client.__version__)")
    session.run("python", os.fspath(Path(__file__).parent / "examples" / "quickstart.py"), silent=True)


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
    """Look for known weaknesses in what the package stands on."""
    session.install("pip-audit")
    wanted = Path(session.create_tmp(), "requirements.txt")
    wanted.write_text("\n".join(PYPROJECT["project"]["dependencies"]), "utf-8")
    # Strict: what could not be looked up is a failure, too.
    session.run("pip-audit", "--strict", "--requirement", os.fspath(wanted))


LOWEST_TESTED = (
    "bad_input", "client", "faults", "fuzz", "lifetimes", "load", "models", "money", "pagination", "sockets",
    "transport", "versions", "wire",
)  # fmt: skip


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests of the core with the lowest version of each dependency that pyproject.toml allows."""
    needed = {
        "aiohttp",
        "httpx2",
        "hypothesis",
        "pytest",
        "pytest-xdist",
        "respx",
        "stripe",
        "sybil",
        "trio",
        "trustme",
    }
    tools = [requirement for requirement in group("tests") if requirement.partition(">=")[0] in needed]
    lowest = [requirement.replace(">=", "==") for requirement in PYPROJECT["project"]["dependencies"]]
    session.install("-e", ".", *tools, *lowest)
    places = [f"tests/{name}" for name in LOWEST_TESTED]
    # The plugin of an anyio this old does not know the newest pytest.
    session.run("python", "-m", "pytest", "-p", "no:anyio", "-n", "2", *(session.posargs or places))
