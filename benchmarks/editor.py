"""Editor support of this package and of Stripe's own: ``python benchmarks/editor.py``.

Asks pyright's language server (VS Code's Pylance is made of it) and jedi (which IPython and Jupyter use) at some
seventy places. Needs the dependency group ``bench``; nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
from editor_explanations import EXPLANATIONS
from editor_positions import COMPLETIONS, OUR_SETUP, PEER_SETUP
from language_server import LanguageServer

OURS, PEERS = "checkout_client", "stripe"
LEAST_WORDS = 4  # repeating the name does not explain it


@attrs.frozen
class Answer:
    """The result of one tool at one position in one package."""

    tool: str
    package: str
    what: str
    missing: str
    known_miss: str = ""

    @property
    def is_found(self) -> bool:
        """Whether everything expected was there."""
        return not self.missing


def ask_pyright(server: LanguageServer, package: str) -> Iterable[Answer]:
    """Yield the answers at every position."""
    for place in COMPLETIONS:
        text = OUR_SETUP + place.ours if package == OURS else PEER_SETUP + place.peers
        missing = place.offers - server.completions(text)
        yield Answer("pyright: completions", package, place.what, ", ".join(sorted(missing)))
    for name in EXPLANATIONS:
        text, word = (
            (OUR_SETUP + name.ours, name.our_word) if package == OURS else (PEER_SETUP + name.peers, name.peers_word)
        )
        prose = server.prose(text)
        explained = len(prose.split()) >= LEAST_WORDS and word.lower() in prose.lower()
        missing_prose = "" if explained else prose or "nothing"
        yield Answer("pyright: explanations", package, name.what, missing_prose, name.known_miss)


def ask_jedi(package: str) -> Iterable[Answer]:
    """Yield the answers at every completion, requested as IPython does: after the setup, at the end of the input."""
    import jedi

    namespace: dict[str, Any] = {}
    exec(compile(OUR_SETUP if package == OURS else PEER_SETUP, "setup", "exec"), namespace)
    for place in COMPLETIONS:
        text, _, _ = (place.ours if package == OURS else place.peers).partition("|")
        offered = {completion.name.strip("\"'=") for completion in jedi.Interpreter(text, [namespace]).complete()}
        yield Answer("jedi: completions", package, place.what, ", ".join(sorted(place.offers - offered)))


def pyright_answers(package: str) -> list[Answer]:
    """Return the answers of a new language server in an empty directory."""
    with tempfile.TemporaryDirectory() as directory, LanguageServer(Path(directory)) as server:
        return list(ask_pyright(server, package))


def jedi_answers(package: str) -> list[Answer]:
    """Return the answers of jedi."""
    return list(ask_jedi(package))


def report(answers: list[Answer]) -> None:
    """Print a line for each tool and package, then every miss."""
    for tool, package in dict.fromkeys((answer.tool, answer.package) for answer in answers):
        of_one = [answer for answer in answers if (answer.tool, answer.package) == (tool, package)]
        print(f"{tool:22} {package:16} {sum(answer.is_found for answer in of_one):3} of {len(of_one)}")
    misses = [answer for answer in answers if not answer.is_found]
    for tool, what in dict.fromkeys((answer.tool, answer.what) for answer in misses):
        here = [answer for answer in misses if (answer.tool, answer.what) == (tool, what)]
        packages = " and ".join(answer.package for answer in here)
        reason = f" ({here[0].known_miss})" if here[0].known_miss else ""
        print(f"  {tool}, {packages}: {what}: without {here[0].missing[:100]}{reason}")


def main() -> None:
    """Ask and print."""
    tools: dict[str, Callable[[str], list[Answer]]] = {"pyright": pyright_answers, "jedi": jedi_answers}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", choices=[*tools], action="append", help="only this tool; may be given again")
    parser.add_argument("--package", choices=[OURS, PEERS], action="append", help="only this package")
    chosen = parser.parse_args()
    report(
        [
            answer
            for tool in chosen.tool or tools
            for package in chosen.package or [OURS, PEERS]
            for answer in tools[tool](package)
        ]
    )


if __name__ == "__main__":
    main()
