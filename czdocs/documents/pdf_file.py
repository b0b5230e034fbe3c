"""A PDF file written from front to back: streams at once, other objects in compressed bundles."""

import zlib
from hashlib import sha256
from typing import BinaryIO

__all__ = ["PdfFile", "pdf_text"]

_BUNDLE = 400


def pdf_text(text: str) -> str:
    """`text` as a PDF string."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


class PdfFile:
    """Writes objects to `output`; what it keeps in memory is a place in the file for each."""

    def __init__(self, output: BinaryIO) -> None:
        """Begin the file."""
        self._output = output
        self._digest = sha256()
        self._position = 0
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        self._bundle: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._places.append((0, 0, 0))
        return len(self._places) - 1

    def add(self, text: str, number: int | None = None) -> int:
        """Write an object that is no stream; its number."""
        number = self.reserve() if number is None else number
        self._bundle.append((number, text.encode("latin-1")))
        if len(self._bundle) >= _BUNDLE:
            self._flush()
        return number

    def add_stream(self, head: str, content: bytes, number: int | None = None) -> int:
        """Write a stream with the entries `head` of its dictionary besides the length; its number."""
        number = self.reserve() if number is None else number
        self._places[number] = (1, self._position, 0)
        self._write(f"{number} 0 obj\n<<{head}/Length {len(content)}>>\nstream\n".encode("latin-1"))
        self._write(content)
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, *, root: int, info: int) -> None:
        """Write what is left and the table of places."""
        self._flush()
        number, start = self.reserve(), self._position
        self._places[number] = (1, start, 0)
        identity = self._digest.hexdigest()[:32]
        table = b"".join(
            kind.to_bytes(1, "big") + where.to_bytes(5, "big") + index.to_bytes(2, "big")
            for kind, where, index in self._places
        )
        head = (
            f"/Type/XRef/W[1 5 2]/Size {len(self._places)}/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode"
        )
        packed = zlib.compress(table, 9)
        self._write(f"{number} 0 obj\n<<{head}/Length {len(packed)}>>\nstream\n".encode())
        self._write(packed + b"\nendstream\nendobj\n" + f"startxref\n{start}\n%%EOF\n".encode())

    def _flush(self) -> None:
        if not self._bundle:
            return
        bundle, self._bundle = self._bundle, []
        heads, position = [], 0
        for number, text in bundle:
            heads.append(f"{number} {position}")
            position += len(text) + 1
        head = " ".join(heads).encode() + b"\n"
        content = zlib.compress(head + b"\n".join(text for _, text in bundle), 6)
        stream = self.add_stream(f"/Type/ObjStm/N {len(bundle)}/First {len(head)}/Filter/FlateDecode", content)
        for index, (number, _) in enumerate(bundle):
            self._places[number] = (2, stream, index)

    def _write(self, content: bytes) -> None:
        self._output.write(content)
        self._digest.update(content)
        self._position += len(content)
