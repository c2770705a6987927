"""The linkage map: which original became what, in one encrypted file that only grows.

The file is a header and numbered chunks. Each chunk is sealed with AES-256-GCM under a key that is made from the
project's for this file alone. File id and number are authenticated with it, so chunks can't be swapped, repeated,
taken out or moved to another file. The length has a code of its own: a chunk that the end of the file cuts off was
being written when the program ended, and is dropped; any other difference is damage. Whole chunks cut off the end
are not missed by the file itself.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import struct
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from redactor.errors import DamagedMap, ProjectBusy, Unreadable, reason_of
from redactor.files import locked, writing_errors
from redactor.model.links import Link, LinkKind, LinkTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SCHEMA: Final = 1
_MAGIC: Final = b"\x89RDXMAP\n"
_CODE_BYTES: Final = 16
_HEADER: Final = struct.Struct(">8sH16s")  # magic, schema, file id; then a code
_CHUNK: Final = struct.Struct(">I12s")  # length of what is sealed, nonce; then a code
_HEADER_BYTES: Final = _HEADER.size + _CODE_BYTES
_CHUNK_BYTES: Final = _CHUNK.size + _CODE_BYTES


@dataclass(frozen=True)
class _Seal:
    """The keys of one file."""

    key: bytes = field(repr=False)
    file_id: bytes

    @cached_property
    def _code_key(self) -> bytes:
        # HMAC as the expansion of HKDF (RFC 5869 2.3) with one block a purpose; the project key is random already.
        return hmac.digest(self.key, b"redactor/linkage-map/1 codes " + self.file_id, hashlib.sha256)

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - 0.1 s that few starts need

        return AESGCM(hmac.digest(self.key, b"redactor/linkage-map/1 chunks " + self.file_id, hashlib.sha256))

    def code(self, start: bytes, number: int) -> bytes:
        """Authenticate the start of a chunk, or of the file (number 0)."""
        return hmac.digest(self._code_key, self._place(number) + start, hashlib.sha256)[:_CODE_BYTES]

    def sealed(self, number: int, text: bytes) -> bytes:
        """Give a whole chunk."""
        # A random nonce: a chunk that was torn off and is written again must not have the same one twice.
        nonce = secrets.token_bytes(12)
        body = self._cipher.encrypt(nonce, text, self._place(number))
        start = _CHUNK.pack(len(body), nonce)
        return start + self.code(start, number) + body

    def opened(self, number: int, nonce: bytes, body: bytes) -> bytes:
        """Open a chunk.

        Raises
        ------
        DamagedMap
            If it is not the one that was sealed under this number.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see above

        try:
            return self._cipher.decrypt(nonce, body, self._place(number))
        except InvalidTag:
            raise DamagedMap(part=number) from None

    def _place(self, number: int) -> bytes:
        return self.file_id + number.to_bytes(8, "big")


class LinkageMap:
    """A map that is open for one run; `open_map` makes it. The repr shows no link."""

    def __init__(self, stream: FileIO, seal: _Seal, contents: _Contents) -> None:
        self._stream = stream
        self._seal = seal
        self._table = contents.table
        self._chunks = contents.chunks
        self._end = contents.end
        self._is_synced = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._table!r}>"

    @property
    def links(self) -> tuple[Link, ...]:
        """All links without duplicates."""
        return self._table.links

    def add(self, links: Iterable[Link]) -> None:
        """Append what is new; it outlives the end of the program by any signal, and `sync` a loss of power.

        Raises
        ------
        DiskFull, CannotWrite
            If the file system refuses: the file is then as it was.
        """
        new = [link for link in links if self._table.lacks(link)]
        if not new:
            return
        chunk = self._seal.sealed(self._chunks + 1, json.dumps([_to_json(link) for link in new]).encode("ascii"))
        try:
            with writing_errors():
                left = memoryview(chunk)
                while left:
                    left = left[self._stream.write(left) :]
        except BaseException:
            with suppress(OSError):
                self._stream.truncate(self._end)
                self._stream.seek(self._end)
            raise
        self._chunks += 1
        self._end += len(chunk)
        self._is_synced = False
        for link in new:
            self._table.add(link)

    def sync(self) -> None:
        """Wait until everything is on the disk.

        Raises
        ------
        DiskFull, CannotWrite
            If the file system refuses.
        """
        if not self._is_synced:
            with writing_errors():
                os.fsync(self._stream.fileno())
            self._is_synced = True


@dataclass(frozen=True)
class _Contents:
    table: LinkTable
    chunks: int
    end: int
    """Where whole chunks end."""


@contextmanager
def open_map(file: Path, key: bytes) -> Iterator[LinkageMap]:
    """Open a map to add to it, or begin one; only its owner can read it, and only one run at a time has it.

    Raises
    ------
    DamagedMap
        If any byte was changed, or the key is another one.
    ProjectBusy
        If another run has it.
    DiskFull, CannotWrite
        If the file system refuses.
    """
    with writing_errors():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as stream:
        with writing_errors():
            if not locked(stream):
                raise ProjectBusy
            data = stream.readall()
            if not _is_begun(data):
                data = _begin(stream, key)
        seal = _seal_of(data, key)
        contents = _contents(data, seal)
        with writing_errors():
            stream.truncate(contents.end)
            stream.seek(contents.end)
        linkage = LinkageMap(stream, seal, contents)
        yield linkage
        linkage.sync()


def read_map(file: Path, key: bytes) -> tuple[Link, ...]:
    """Give all links of a map; none if there is no file.

    Raises
    ------
    DamagedMap
        If any byte was changed, or the key is another one.
    Unreadable
        If the file system refuses.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    return _contents(data, _seal_of(data, key)).table.links if _is_begun(data) else ()


def _begin(stream: FileIO, key: bytes) -> bytes:
    seal = _Seal(key, secrets.token_bytes(16))
    start = _HEADER.pack(_MAGIC, SCHEMA, seal.file_id)
    header = start + seal.code(start, 0)
    stream.seek(0)
    stream.truncate()
    stream.write(header)
    return header


def _is_begun(data: bytes) -> bool:
    """Say whether there is a whole header, or something else that must not be written over."""
    return len(data) >= _HEADER_BYTES or not _MAGIC.startswith(data[: len(_MAGIC)])


def _seal_of(data: bytes, key: bytes) -> _Seal:
    if len(data) < _HEADER_BYTES:
        raise DamagedMap(part=0)
    magic, schema, file_id = _HEADER.unpack_from(data)
    seal = _Seal(key, file_id)
    code = data[_HEADER.size : _HEADER_BYTES]
    if (magic, schema) != (_MAGIC, SCHEMA) or not hmac.compare_digest(code, seal.code(data[: _HEADER.size], 0)):
        raise DamagedMap(part=0)
    return seal


def _contents(data: bytes, seal: _Seal) -> _Contents:
    table = LinkTable()
    number, position = 0, _HEADER_BYTES
    while len(data) - position >= _CHUNK_BYTES:
        start = data[position : position + _CHUNK.size]
        code = data[position + _CHUNK.size : position + _CHUNK_BYTES]
        if not hmac.compare_digest(code, seal.code(start, number + 1)):
            if not any(memoryview(data)[position:]):
                break  # a loss of power may leave a longer file without what was written last
            raise DamagedMap(part=number + 1)
        length, nonce = _CHUNK.unpack(start)
        body = data[position + _CHUNK_BYTES : position + _CHUNK_BYTES + length]
        if len(body) < length:
            break
        for entry in json.loads(seal.opened(number + 1, nonce, body)):
            table.add(_from_json(entry))
        number += 1
        position += _CHUNK_BYTES + length
    return _Contents(table, number, position)


def _to_json(link: Link) -> list[str | int | None]:
    return [str(link.kind), link.original, link.new, link.issuer, link.date_offset]


def _from_json(entry: tuple[str, str, str, str, int | None]) -> Link:
    kind, original, new, issuer, date_offset = entry
    return Link(LinkKind(kind), original, new, issuer, date_offset)
