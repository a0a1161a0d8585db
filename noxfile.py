"""What CI and a release run, one session each. ``nox --list`` lists them, ``nox -s tests`` runs one.

Which tests run where:

- ``tests`` runs the default suite on the Python that nox runs on: every test without one of the marks
  below. The README's command runs this session.
- ``long`` runs the tests marked ``long``: every fault on every client (the default suite has a third of the faults,
  each on one client), the load tests, most tests of processes and cancellation.
- ``soak`` runs the tests marked ``soak``: thousands of event loops and calls, to see that nothing grows.
- ``coverage`` runs the default and the long tests, property tests at full depth, and fails unless every line and branch
  of the package is reached. It takes more than half an hour on two cores: run it before a release.
- ``runtimes`` runs the tests marked ``runtimes``: the client in uvloop, gevent, gunicorn, Celery and so on.
- ``tools`` runs the tests marked ``tools``: the client under tools for tracing and for tests.
- ``export`` runs the tests marked ``export``: Arrow tables and Parquet files in pandas, polars and DuckDB.
- ``types`` runs the tests marked ``checkers``: those that run mypy and pyright.
- ``tests-3.12`` (and so on) runs the default suite on that Python, ``all-pythons`` on every Python that is found.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "drift", "docs", "build", "quickstart", "tests"]
nox.options.error_on_missing_interpreters = True  # a session that was asked for must not succeed without running

PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]
PYPROJECT = nox.project.load_toml("pyproject.toml")
HERE = Path(__file__).parent
PYTEST = ["python", "-m", "pytest", "-n", "2", "--dist", "loadfile"]
TOOLS = {"CHECKOUT_TEST_TOOLS": "1"}  # a missing package of the group "tests" is an error, not a skipped test
EVERYTHING = [
    "-m",
    "not soak and not checkers and not runtimes and not tools and not export",
    "--hypothesis-profile",
    "full",
]
# Printed and checked before tests run against the installed package.
IMPORTED_FROM = """
import checkout_client
print(f"checkout_client {checkout_client.__version__} is imported from {checkout_client.__file__}")
assert "site-packages" in checkout_client.__file__
"""


def group(name: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group of pyproject.toml."""
    return nox.project.dependency_groups(PYPROJECT, name)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the default tests on the Python that nox runs on: some three minutes on two cores, and the installation."""
    session.install("-e", ".", *group("tests"))
    session.run(*PYTEST, *session.posargs, env=TOOLS)


for _python in PYTHONS:
    nox.session(python=_python, name=f"tests-{_python}")(tests)


@nox.session(name="all-pythons", venv_backend="none")
def all_pythons(session: nox.Session) -> None:
    """Run the default tests on every Python from 3.11 to 3.15 that is found."""
    found = [python for python in PYTHONS if shutil.which(f"python{python}")]
    if not found:
        session.error(f"none of these is on the PATH: {', '.join(f'python{python}' for python in PYTHONS)}")
    session.log(f"found: {', '.join(found)}; not found: {', '.join(sorted({*PYTHONS} - {*found})) or 'none'}")
    for python in found:
        session.notify(f"tests-{python}")


def install_node_packages(session: nox.Session) -> None:
    """Install what tests use from npm: axe-core and Stripe's library. Without npm, those tests are skipped."""
    if shutil.which("npm") is None:
        return
    folder = Path(session.create_tmp(), "node")
    packages = ("axe-core@4", "stripe")
    failed = 1  # without a network, for example: the tests that need the packages are skipped then
    session.run(
        "npm", "install", "--silent", "--no-save", "--prefix", os.fspath(folder), *packages,
        external=True, success_codes=[0, failed],
    )  # fmt: skip
    session.env["NODE_PATH"] = os.fspath(folder.resolve() / "node_modules")


@nox.session
def long(session: nox.Session) -> None:
    """Run the long tests: every fault on every client, load, processes."""
    session.install("-e", ".", *group("tests"))
    install_node_packages(session)
    session.run(*PYTEST, "-m", "long", *session.posargs, env=TOOLS)


@nox.session
def soak(session: nox.Session) -> None:
    """Run for minutes with one client, in thousands of event loops and calls: memory and sockets must not grow."""
    session.install("-e", ".", *group("tests"))
    session.run(*PYTEST, "-m", "soak", "tests/load", *session.posargs, env=TOOLS)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the default and the long tests with coverage: every line and branch must be reached."""
    session.install("-e", ".", *group("tests"))
    install_node_packages(session)
    session.env["COVERAGE_FILE"] = os.fspath(Path(session.create_tmp(), "coverage"))
    if sys.version_info >= (3, 14):
        session.env["COVERAGE_CORE"] = "sysmon"  # measures branches from 3.14 on, at nearly no cost
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", *PYTEST[2:], *EVERYTHING, *session.posargs, env=TOOLS)
    session.run("coverage", "combine", silent=True)
    session.run("coverage", "report")


@nox.session
def runtimes(session: nox.Session) -> None:
    """Run the client in uvloop, gevent, gunicorn, Celery, Django, PyInstaller and other runtimes."""
    session.install("-e", ".", *group("tests"), *group("runtimes"))
    session.run("python", "-m", "pytest", "-p", "no:asyncio", "-m", "runtimes", "tests/runtimes", *session.posargs)


@nox.session
def tools(session: nox.Session) -> None:
    """Run the client under the tools that see HTTP requests: Sentry, Datadog, OpenTelemetry, vcrpy and others."""
    session.install("-e", ".", *group("tools"))
    session.run("python", "-m", "pytest", "-m", "tools", "tests/tools", *session.posargs)


@nox.session
def export(session: nox.Session) -> None:
    """Read Arrow tables and Parquet files with pandas, polars and DuckDB."""
    session.install("-e", ".", *group("tests"), *group("export"))
    session.run("python", "-m", "pytest", "-m", "export", "tests/export", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check types in strict mode, and that all public names have types."""
    session.install(".", *group("tests"), *group("types"), *group("export"), "nox")
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "-m", "checkers", "tests")
    session.chdir(session.create_tmp())  # check the installed package, not the source
    session.run("pyright", "--verifytypes", "checkout_client", "--ignoreexternal")


@nox.session
def drift(session: nox.Session) -> None:
    """Compare the types with a specification: the newest in spec/, or the file given as an argument."""
    session.install("-e", ".")
    session.run("python", "spec/drift.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/_build and test the site; a warning is an error."""
    session.install("-e", ".", *group("docs"), *group("tests"))
    session.run("sphinx-build", "-E", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")
    # The site in a browser: the search, and widths. Skipped where there is no Chromium.
    site = {"CHECKOUT_DOCS_HTML": "docs/_build/html"}
    session.run("python", "-m", "pytest", "tests/docs/test_site.py", "-m", "long", env=site)


def contents(wheel: Path) -> dict[str, int]:
    """Return the files of a wheel with their checksums."""
    with ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}


def folder(session: nox.Session, name: str) -> Path:
    """Create an empty folder for the session."""
    path = Path(session.create_tmp(), name).absolute()
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    return path


def built(session: nox.Session) -> tuple[Path, Path]:
    """Build an sdist and a wheel from the source; needs ``build``."""
    dist = folder(session, "dist")
    session.run("python", "-m", "build", "--sdist", "--wheel", "--outdir", os.fspath(dist), silent=True)
    (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    return sdist, wheel


def built_offline(session: nox.Session, sdist: Path) -> Path:
    """Build a wheel from the sdist without a network; the build requirements are downloaded first."""
    fetched, made = folder(session, "fetched"), folder(session, "made")
    session.run("pip", "download", "--quiet", "--dest", os.fspath(fetched), *PYPROJECT["build-system"]["requires"])
    nowhere = "http://127.0.0.1:9"  # refuses every connection
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
    """Copy the tests of ``root`` and the files that they read to a folder without the package."""
    away = folder(session, "away")
    for name in ("tests", "spec", "examples", "benchmarks", "docs"):
        shutil.copytree(root / name, away / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    for path in [*root.glob("*.md"), *root.glob("*.py"), root / "pyproject.toml"]:
        shutil.copy(path, away)
    return away


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel, check both, and use the wheel in a new environment."""
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
    output = session.run(python, "-W", "error", "-c", "import checkout_client", external=True, silent=True)
    if output:
        session.error(f"the import prints something: {output}")
    session.run(python, "-W", "error", "quickstart.py", external=True, silent=True, env={"STRIPE_API_KEY": ""})
    Path("pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "pythonVersion": "3.11"}', "utf-8")
    session.run("pyright", "--pythonpath", python)


def write_sbom(session: nox.Session, wheel: Path) -> None:
    """Write dist/sbom.cdx.json, the SBOM of an installation with all extras; needs ``cyclonedx-bom``."""
    installed = folder(session, "installed")
    session.run("python", "-m", "venv", os.fspath(installed))
    python = os.fspath(installed / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    extras = ",".join(PYPROJECT["project"]["optional-dependencies"])
    session.run(python, "-m", "pip", "install", "--quiet", f"{wheel}[{extras}]", external=True)
    session.run(python, "-m", "pip", "uninstall", "--quiet", "--yes", "pip", "setuptools", external=True)
    (HERE / "dist").mkdir(exist_ok=True)
    sbom = HERE / "dist" / "sbom.cdx.json"
    arguments = ["--of", "JSON", "--output-reproducible", "--mc-type", "library"]
    arguments += ["--pyproject", os.fspath(HERE / "pyproject.toml")]
    session.run("cyclonedx-py", "environment", python, *arguments, "-o", os.fspath(sbom))
    names = {component["name"] for component in json.loads(sbom.read_text("utf-8"))["components"]}
    if not {"httpcore", "h11", "attrs", "aiohttp", "starlette"} <= names:
        session.error(f"the SBOM is incomplete: {sorted(names)}")


@nox.session
def release(session: nox.Session) -> None:
    """Run the default and the long tests against the wheel, away from the source: some minutes, before each release."""
    session.install("build", "cyclonedx-bom")
    _, wheel = built(session)
    write_sbom(session, wheel)
    session.install("--force-reinstall", os.fspath(wheel), *group("tests"), *group("types"), "nox")
    session.chdir(away_from_the_source(session, HERE))
    session.run("python", "-c", IMPORTED_FROM, env={"PYTHONPATH": "tests"})
    session.run(*PYTEST, "-m", "not soak and not runtimes and not tools and not export", *session.posargs)


@nox.session(name="old-tests")
def old_tests(session: nox.Session) -> None:
    """Run the users' tests of the last tag against the working tree: a failure is a breaking change.

    Type-checks them, too. Another tag can be given: ``nox -s old-tests -- v1.2.0``.
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
    # This version decides which tests are users' tests, because it knows what has moved.
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
    session.run(*PYTEST, *listed.split())


@nox.session
def quickstart(session: nox.Session) -> None:
    """Run the README's quickstart in a new environment."""
    session.install(".")
    session.run("python", "examples/quickstart.py", env={"STRIPE_API_KEY": ""})


@nox.session
def bench(session: nox.Session) -> None:
    """Compare with other clients, and write the tables of the README and docs/performance.md: some five minutes."""
    session.install("-e", ".", *group("bench"))
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Run all faults and attacks, on Stripe's SDK too, and write the tables of docs/reliability.md: six minutes."""
    session.install("-e", ".", *group("tests"), "requests")
    session.run("python", "-m", "faults.table", env={"PYTHONPATH": "tests"})
    session.run("python", "-m", "faults.attack_table", env={"PYTHONPATH": "tests"})


@nox.session
def live(session: nox.Session) -> None:
    """Send the same requests to Stripe's test mode and to the fake, and print what differs; needs STRIPE_API_KEY."""
    if not os.environ.get("STRIPE_API_KEY"):
        session.skip("NOTHING WAS TESTED: set STRIPE_API_KEY to a key for Stripe's test mode (sk_test_…)")
    session.install("-e", ".")
    session.run("python", "-m", "live", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz the parsers and the encoder: ten minutes, and ten with atheris if that can be installed."""
    session.install("-e", ".", *group("tests"))
    session.install(*group("fuzz"), success_codes=(0, 1))  # it has no wheels for some systems
    arguments = session.posargs or ["--seconds", "600"]
    session.run("python", "-m", "fuzz.run", *arguments, env={"PYTHONPATH": "tests"})
    session.run("python", "-m", "fuzz.guided", *arguments, env={"PYTHONPATH": "tests"})


@nox.session
def mutants(session: nox.Session) -> None:
    """Change one thing at a time and print the changes that no test notices: ``-- --count 300 --seed 7``, hours."""
    session.install("-e", ".", *group("tests"))
    session.run("python", "-m", "mutants.run", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(name="newest-pythons", venv_backend="none")
def newest_pythons(session: nox.Session) -> None:
    """Run the tests on Debian's Python 3.14 and 3.15, and those of threads on a free-threaded build; needs root."""
    if getattr(os, "geteuid", lambda: -1)() != 0:
        session.skip("NOTHING WAS TESTED: making a folder with debootstrap needs root")
    if shutil.which("debootstrap") is None:
        session.skip("NOTHING WAS TESTED: there is no debootstrap (Debian: apt-get install debootstrap)")
    place = Path(os.environ.get("NEWEST_PYTHONS", Path(session.cache_dir, "newest-pythons"))).absolute()
    session.run(os.fspath(HERE / ".ci" / "newest-pythons"), os.fspath(place), *session.posargs, external=True)


@nox.session
def audit(session: nox.Session) -> None:
    """Look for known weaknesses in the dependencies, including those of extras and of dependencies.

    The list in tests/guards/known_weaknesses.toml needs no network; pip-audit runs too if its database can be reached.
    """
    session.install(f".[{','.join(PYPROJECT['project']['optional-dependencies'])}]", "pip-audit")
    session.run("python", "tests/guards/known_weaknesses.py")
    try:
        with urlopen("https://pypi.org/pypi/certifi/2023.7.22/json", timeout=10) as response:
            has_database = bool(json.load(response).get("vulnerabilities"))  # that version has a known weakness
    except (OSError, ValueError) as error:
        session.warn(f"pip-audit did not run, its database cannot be reached: {error}")
        return
    if not has_database:
        session.warn("pip-audit did not run: this package index has no list of weaknesses")
        return
    # Strict: a package that could not be looked up is a failure, too.
    session.run("pip-audit", "--strict", "--skip-editable", "--local")


# The other folders need tools, examples or documents.
LOWEST_TESTED = (
    "bad_input", "bulk", "client", "concurrency", "decoding", "faults", "fuzz", "instrumentation", "lifetimes", "load",
    "models", "money", "pagination", "sockets", "testing", "threads", "transport", "versions", "webhooks",
)  # fmt: skip


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest version of each dependency, extras included, that pyproject.toml allows."""
    needed = {"hypothesis", "pytest", "pytest-xdist", "respx", "socksio", "stripe", "sybil", "trio", "trustme"}
    tools = [requirement for requirement in group("tests") if requirement.partition(">=")[0] in needed]
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    wanted = [*PYPROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    session.install("-e", ".", *tools, *(requirement.replace(">=", "==") for requirement in wanted))
    folders = [f"tests/{name}" for name in LOWEST_TESTED]
    # The pytest plugin of an anyio this old does not work with the newest pytest.
    session.run(*PYTEST, "-p", "no:anyio", *(session.posargs or folders))
