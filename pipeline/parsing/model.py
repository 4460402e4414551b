"""The spaCy pipeline of ``models/vi_plan``: loaded once a process and settings, and its version."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy

from pipeline.errors import SetupError
from pipeline.parsing import lexicon
from pipeline.parsing.components import COMPONENTS
from pipeline.settings import ParsingSettings, fingerprint

_LIBRARIES = ("spacy", "underthesea", "underthesea_core")


def folder(settings: ParsingSettings) -> Path:
    """The folder of the pipeline that the settings name, its rules and lexicons with it.

    One process works with one folder: rules are compiled once. Raises SetupError where the folder
    is no pipeline, or where another one is in use already.
    """
    if settings.model is None:
        return lexicon.model_path()
    named = Path(settings.model).expanduser().resolve()
    if not lexicon.model_path.cache_info().currsize:
        os.environ["VANTHU_MODEL"] = str(named)
    if lexicon.model_path().resolve() != named:
        raise SetupError(
            f"this process works with the model at {lexicon.model_path()} already",
            f"set VANTHU_MODEL to {named} before it starts",
        )
    return named


@functools.lru_cache(maxsize=4)
def load(settings: ParsingSettings) -> Any:
    """The pipeline (a spaCy Language), components of ``settings.disable`` switched off.

    Raises SetupError for an unknown component or a folder without a pipeline.
    """
    unknown = [name for name in settings.disable if name not in COMPONENTS]
    if unknown:
        raise SetupError(f"the pipeline has no component {unknown[0]!r}", f"it has {', '.join(COMPONENTS)}")
    path = folder(settings)
    try:
        nlp = spacy.load(path, disable=list(settings.disable), config={"nlp": {"tokenizer": {"mode": settings.tokens}}})
    except (OSError, ValueError) as error:
        raise SetupError(
            f"the pipeline at {path} can't be loaded: {error}", "put back the model's own files"
        ) from error
    # No component asks what a lexeme looks like, and each document's are forgotten with it (parse.py):
    # their shapes and flags would be made anew for every word.
    nlp.vocab.lex_attr_getters = {}
    return nlp


@functools.lru_cache(maxsize=4)
def version(settings: ParsingSettings) -> str:
    """A digest of all that decides how pages are parsed: code, model, settings, libraries (16 hex digits)."""
    digest = hashlib.sha256()
    for name, content in _files(folder(settings)):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES]
    return fingerprint(settings, digest.hexdigest(), *libraries)


def _files(model: Path) -> Iterator[tuple[str, bytes]]:
    """The files that parsing is made of, by names that do not tell where they are installed."""
    rooms = Path(__file__).resolve().parent
    ground = [rooms.parent / f"{name}.py" for name in ("pages", "records")]
    code = sorted([*rooms.rglob("*.py"), *ground])
    for path in code:
        yield path.relative_to(rooms.parent).as_posix(), path.read_bytes()
    for path in sorted(model.rglob("*")):
        if path.is_file() and path.suffix in {".cfg", ".json", ".jsonl", ".csv"}:
            yield f"model/{path.relative_to(model).as_posix()}", path.read_bytes()
