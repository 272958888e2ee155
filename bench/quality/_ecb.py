"""Texts of ECB+ with the event that each is about."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

__all__ = ["read_documents"]

_NAME = re.compile(r"(\d+)/\d+_\d+(ecb|ecbplus)\.xml$")


def _text(data: bytes, *, skip_first: bool) -> str:
    """Sentences, one a line; sentence 0 of the added documents is their web address."""
    sentences: dict[int, list[str]] = {}
    for token in ET.fromstring(data).iter("token"):
        sentences.setdefault(int(token.attrib["sentence"]), []).append(token.text or "")
    kept = [words for number, words in sorted(sentences.items()) if number or not skip_first]
    text = "\n".join(" ".join(words) for words in kept)
    return re.sub(r" ([.,;:!?%)\]]|'s\b|n't\b)", r"\1", text)


def read_documents(path: Path) -> list[tuple[str, str, str, str]]:
    """Give ``(name, topic, subtopic, text)`` of each document of ``ECB+.zip``, by name."""
    file = path / "ECB+.zip" if path.is_dir() else path
    found = []
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            match = _NAME.search(name)
            if match is None or name.startswith("__MACOSX"):
                continue
            added = match[2] == "ecbplus"
            text = _text(archive.read(name), skip_first=added)
            short = name.rsplit("/", 1)[1].removesuffix(".xml")
            found.append((short, match[1], f"{match[1]}{match[2]}", text))
    return found
