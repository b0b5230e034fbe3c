"""What VS Code's YAML extension says of forms: drives the real yaml-language-server over stdio and prints JSON.

    npm install yaml-language-server                      (in any folder, once)
    python tools/editor_check.py node_modules/.bin/yaml-language-server FORM.yaml… [--at LINE:COLUMN]

For each form its diagnostics (`line:column message`); with `--at`, the hover text and the completions there too. The
server gets no network and no schema store: only the first line of the form tells it where the schema is.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, BinaryIO, Self

__all__ = ["EditorSession", "main"]

_SECONDS = 20
_SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


class EditorSession:
    """One running language server; a context manager."""

    def __init__(self, server: Path, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603  the server that the caller named
            [str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._messages: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self._listener = Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listener.start()
        self._ask(
            "initialize",
            {"processId": None, "rootUri": folder.as_uri(), "capabilities": {"workspace": {"configuration": True}}},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def diagnostics(self, form: Path) -> list[dict[str, Any]]:
        """The diagnostics of `form`, once the server has published them."""
        uri = form.resolve().as_uri()
        text = form.read_text(encoding="utf-8")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return list(message["params"]["diagnostics"])

    def hover(self, form: Path, line: int, column: int) -> str:
        """What is shown where the mouse rests at `line` and `column` (from 1)."""
        result = self._ask("textDocument/hover", _position(form, line, column))
        return "" if not result else str(result["contents"]["value"])

    def completions(self, form: Path, line: int, column: int) -> list[dict[str, Any]]:
        """What is offered at `line` and `column` (from 1)."""
        result = self._ask("textDocument/completion", _position(form, line, column))
        return list(result["items"]) if result else []

    def _ask(self, method: str, params: Mapping[str, Any]) -> Any:
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, params: Mapping[str, Any]) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks of the editor is answered on the way."""
        try:
            message = self._messages.get(timeout=_SECONDS)
        except Empty as error:
            raise TimeoutError(f"the language server said nothing for {_SECONDS} s") from error
        if "id" in message and "method" in message:
            asked = message.get("params", {}).get("items", [])
            settings = [_SETTINGS.get(item.get("section", ""), {}) for item in asked]
            answer = settings if message["method"] == "workspace/configuration" else None
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": answer})
        return message

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps(message).encode()
        if self._process.stdin is None:
            raise BrokenPipeError
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self, stream: BinaryIO | None) -> None:
        while stream is not None:
            length = 0
            while (line := stream.readline()).strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not line:
                return
            self._messages.put(json.loads(stream.read(length)))


def _position(form: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": form.resolve().as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }


def main() -> int:
    """Print what the server says; exit status 1 where it has anything against a form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", type=Path)
    parser.add_argument("forms", type=Path, nargs="+")
    parser.add_argument("--at")
    options = parser.parse_args()
    told: dict[str, Any] = {}
    with EditorSession(options.server, options.forms[0].resolve().parent) as session:
        for form in options.forms:
            found = session.diagnostics(form)
            told[str(form)] = {"diagnostics": [_sentence(d) for d in found]}
            if options.at:
                line, column = (int(part) for part in options.at.split(":"))
                told[str(form)]["hover"] = session.hover(form, line, column)
                told[str(form)]["completions"] = [item["label"] for item in session.completions(form, line, column)]
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 1 if any(answer["diagnostics"] for answer in told.values()) else 0


def _sentence(diagnostic: Mapping[str, Any]) -> str:
    start = diagnostic["range"]["start"]
    return f"{start['line'] + 1}:{start['character'] + 1} {diagnostic['message']}"


if __name__ == "__main__":
    sys.exit(main())
