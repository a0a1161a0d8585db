"""A client for pyright's language server: completions at the cursor and hover texts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CODE_BLOCK = re.compile(r"```.*?```", re.DOTALL)


def cursor_position(text: str) -> tuple[str, int, int]:
    """Return ``text`` without its ``|``, and the line and column (from 0) of the ``|``."""
    before, cursor, after = text.partition("|")
    if not cursor or "|" in after:
        raise ValueError("there must be one |, where the cursor stands")
    return before + after, before.count("\n"), len(before) - (before.rfind("\n") + 1)


class LanguageServer:
    """A running server; it sees the packages of this interpreter and needs no network."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._ids = count(1)
        self._names = count(1)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pyright.langserver", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        )
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        folder = {"uri": directory.as_uri(), "name": "consumer"}
        self._request(
            "initialize",
            {"processId": os.getpid(), "rootUri": folder["uri"], "workspaceFolders": [folder]}
            | {"capabilities": capabilities},
        )
        self._notify("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self._request("shutdown", {})
            self._notify("exit", {})
        self._process.communicate()  # closes its input, which ends it

    def completions(self, text: str) -> set[str]:
        """Return the labels offered at the ``|``: bare names, without quotes and equals signs."""
        found: dict[str, Any] | None = self._ask("textDocument/completion", text)
        items: list[dict[str, Any]] = found["items"] if found else []
        return {str(item["label"]).strip("\"'").removesuffix("=") for item in items}

    def prose(self, text: str) -> str:
        """Return the prose that hovering over the ``|`` shows, without the code."""
        found: dict[str, Any] | None = self._ask("textDocument/hover", text)
        return "" if found is None else " ".join(CODE_BLOCK.sub("", found["contents"]["value"]).strip("- \n").split())

    def _ask(self, method: str, text: str) -> Any:
        source, line, column = cursor_position(text)
        document = {"uri": (self._directory / f"consumer_{next(self._names)}.py").as_uri()}
        opened = {**document, "languageId": "python", "version": 1, "text": source}
        self._notify("textDocument/didOpen", {"textDocument": opened})
        answer = self._request(method, {"textDocument": document, "position": {"line": line, "character": column}})
        self._notify("textDocument/didClose", {"textDocument": document})
        return answer

    def _request(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if "method" in message:
                self._answer(message)
            elif message["id"] == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def _answer(self, request: dict[str, Any]) -> None:
        if "id" not in request:
            return
        result: Any = None
        if request["method"] == "workspace/configuration":
            settings = {"python": {"pythonPath": sys.executable}}
            result = [settings.get(item.get("section", ""), {}) for item in request["params"]["items"]]
        self._send({"id": request["id"], "result": result})

    def _notify(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while header := self._process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise RuntimeError("the language server ended")
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message
