"""Bytes of a file in blocks, decompressed in a second thread."""

from __future__ import annotations

import codecs
import io
import queue
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from polyvocal import _core
from polyvocal.errors import EncodingError, InputError, PolyvocalError

_READ = 1 << 20
_BLOCK = 512 << 10  # small enough to stay in the caches until it is parsed
_SWITCH = 0.0002  # seconds
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
COMPRESSED = (".gz", ".zst", ".zstd")


class CutOff(PolyvocalError):
    """A compressed file that ends early or is damaged."""


def _inflater() -> Any:
    """Choose zlib, or the optional package isal: same interface, twice as fast."""
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib
    return isal_zlib


def _gunzip(file: BinaryIO) -> Iterator[bytes]:
    inflater = _inflater()
    unpack = inflater.decompressobj(wbits=31)
    clean = True  # at the border between two members
    try:
        while data := file.read(_READ):
            while data:
                if clean and not data.strip(b"\0"):
                    break  # padding after the last member
                clean = False
                block = unpack.decompress(data, _BLOCK)
                if block:
                    yield block
                data = unpack.unconsumed_tail
                if unpack.eof:
                    data = unpack.unused_data
                    unpack = inflater.decompressobj(wbits=31)
                    clean = True
    except inflater.error as error:
        message = f"the gzip data are damaged ({error}); what comes after is lost"
        raise CutOff(message) from None
    if not clean:
        message = "the gzip data end early; what comes after is lost"
        raise CutOff(message)


def _unzstd(file: BinaryIO) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        message = "zstd-compressed: reading it needs zstandard: pip install 'polyvocal[zstd]'"
        raise InputError(message) from None
    reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
    try:
        while block := reader.read(_BLOCK):
            yield block
    except zstandard.ZstdError as error:
        message = f"the zstd data are damaged ({error}); what comes after is lost"
        raise CutOff(message) from None


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _in_background(make: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """Run an iterator of blocks in a thread, at most four blocks ahead."""
    ready: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=4)
    stop = threading.Event()

    def put(item: bytes | BaseException | None) -> None:
        while not stop.is_set():
            try:
                ready.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def work() -> None:
        try:
            for block in make():
                put(block)
                if stop.is_set():
                    return
            put(None)
        except BaseException as error:
            put(error)

    thread = threading.Thread(target=work, name="polyvocal-decompress", daemon=True)
    # The thread needs the interpreter lock a few times a block, and would wait for it 5 ms each
    # time: together as long as the decompression itself takes.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(min(interval, _SWITCH))
    thread.start()
    try:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        thread.join()
        sys.setswitchinterval(interval)


def read_blocks(path: Path, on_position: Callable[[int], None] | None = None) -> Iterator[bytes]:
    """Yield the decompressed content of a file; gzip and zstd are told by their first bytes.

    `on_position` hears how many bytes of the file (as stored) have been read.
    """
    with path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(_GZIP):
            blocks = _in_background(lambda: _gunzip(file))
        elif magic == _ZSTD:
            blocks = _in_background(lambda: _unzstd(file))
        else:
            blocks = _plain(file)
        try:
            for block in blocks:
                if on_position:
                    on_position(file.tell())
                yield block
        finally:
            close = getattr(blocks, "close", None)
            if close:
                close()  # ends the thread before the file is closed


def expected_bytes(path: Path) -> int:
    """Guess how many bytes a file has once it is decompressed: a hint for memory, not a promise."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < 18 or file.read(2) != _GZIP:
            return size
        file.seek(-4, io.SEEK_END)
        return int.from_bytes(file.read(4), "little")  # of the last member, modulo 2^32


def read_all(path: Path) -> bytes:
    """Give the decompressed content of a file."""
    return b"".join(read_blocks(path))


class BlockFile(io.RawIOBase):
    """Blocks as a file, for readers that want one."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


class TextEncoding:
    """The encoding of a file, decided on its first block."""

    def __init__(self, first: bytes, encoding: str | None) -> None:
        self.confidence = 100
        self.bom = b""
        self.name = self._decide(first, encoding)
        try:
            self.codec: str | None = codecs.lookup(self.name).name
        except LookupError:
            self.codec = None
        if self.codec == "utf-8" and first.startswith(codecs.BOM_UTF8):
            self.bom = codecs.BOM_UTF8

    def _decide(self, first: bytes, encoding: str | None) -> str:
        if encoding:
            _core.decode(b"", encoding)  # refuses unknown names
            return encoding
        for bom, name in (
            (codecs.BOM_UTF32_LE, "UTF-32"),
            (codecs.BOM_UTF32_BE, "UTF-32"),
            (codecs.BOM_UTF16_LE, "UTF-16"),
            (codecs.BOM_UTF16_BE, "UTF-16"),
        ):
            if first.startswith(bom):
                return name
        # A block may end inside a character.
        if _core.first_invalid_utf8(first) >= len(first) - 3 and b"\0" not in first[:4096]:
            return "UTF-8"
        _, name, self.confidence, _ = _core.decode(first)
        return name

    @property
    def is_utf8(self) -> bool:
        """Whether lines can be cut before they are decoded."""
        return self.codec == "utf-8"


def as_utf8(blocks: Iterator[bytes], encoding: TextEncoding) -> Iterator[bytes]:
    """Turn blocks of another encoding into blocks of UTF-8."""
    if encoding.is_utf8:
        for place, block in enumerate(blocks):
            yield block.removeprefix(encoding.bom) if place == 0 else block
        return
    if encoding.codec is None:
        text, *_ = _core.decode(b"".join(blocks), encoding.name)
        yield text.encode()
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def first_block(blocks: Iterator[bytes], source: str) -> tuple[bytes, Iterator[bytes]]:
    """Look at the first block; the iterator returned still has it."""
    first = next(blocks, b"")

    def again() -> Iterator[bytes]:
        yield first
        yield from blocks

    if first[:4] == b"%PDF" or first[:4] == b"PK\x03\x04":
        try:
            _core.decode(first[:4096])
        except EncodingError as error:
            message = f"{source}: {error}"
            raise EncodingError(message) from None
    return first, again()
