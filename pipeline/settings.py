"""One Settings: from flags, then the environment (`VANTHU_…`), then `vanthu.toml`, then defaults."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SetupError

MEBIBYTE = 1024 * 1024
MAX_PASSWORDS = 1000
"""Passwords that are tried on a locked file: each takes about a tenth of a second."""


class ReadingSettings(BaseModel):
    """What changes how a file is read; part of the reading store's key. Lengths are in the units named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dpi: int = Field(200, ge=72, le=600, description="working resolution of page pictures")
    engine: Literal["auto", "tesserocr", "pytesseract"] = Field("auto", description="auto: tesserocr where it loads")
    language: str = Field("vie", description="Tesseract language")
    page_seconds: float = Field(120.0, gt=0, description="time limit of the OCR of one page")
    office_seconds: float = Field(120.0, gt=0, description="time limit of LibreOffice for one old Word file")
    max_pages: int = Field(2000, ge=1, description="pages read of one file")
    max_pixels: int = Field(120_000_000, ge=1, description="largest page picture that is opened")


class ParsingSettings(BaseModel):
    """What changes how pages are parsed; part of the parsing version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = Field(None, description="folder of the spaCy pipeline; the installed one if not given")
    tokens: Literal["words", "syllables"] = Field("words", description="underthesea's words, or faster syllables")
    disable: tuple[str, ...] = Field((), description="components of the pipeline to switch off")


class Settings(BaseSettings):
    """Everything a run can be told."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="VANTHU_",
        env_nested_delimiter="__",
        toml_file="vanthu.toml",
    )

    reading: ReadingSettings = ReadingSettings()
    parsing: ParsingSettings = ParsingSettings()
    tessdata: Path | None = Field(None, description="folder that holds vie.traineddata, where Tesseract's own has none")
    password_file: Path | None = Field(None, description="passwords to try on locked PDFs, one a line")
    corrections: Path = Field(Path("data/corrections"), description="folder of the reviewers' log")
    workers: int | None = Field(None, ge=1, description="processes; the number of cores if not given")
    scheduler: str | None = Field(None, description="address of a dask scheduler whose workers do the work")
    file_seconds: float = Field(900.0, gt=0, description="time limit of one file")
    file_mebibytes: int = Field(512, ge=1, description="largest file that is opened")
    memory_mebibytes: int = Field(4096, ge=512, description="address space of one worker")

    def passwords(self) -> tuple[str, ...]:
        """The passwords of `password_file`: one a line, as it stands; none where no file is named.

        Raises SetupError when it can't be read or is no such file.
        """
        if self.password_file is None:
            return ()
        advice = "give a text file in UTF-8, one password a line"
        try:
            raw = self.password_file.read_bytes()
            lines = raw[:MEBIBYTE].decode("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError(f"the passwords in {self.password_file} can't be read", advice) from error
        if len(raw) > MEBIBYTE or len(lines) > MAX_PASSWORDS:
            raise SetupError(f"{self.password_file} holds more than {MAX_PASSWORDS} passwords", advice)
        return tuple(line for line in lines if line)

    def passwords_stamp(self) -> str:
        """Changes when the list of passwords does, and tells nothing of them; empty where there is none.

        Raises SetupError when the list can't be read.
        """
        if not self.passwords() or self.password_file is None:
            return ""
        status = self.password_file.stat()
        return f"{status.st_size}-{status.st_mtime_ns}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before the environment before `vanthu.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def fingerprint(settings: ReadingSettings | ParsingSettings, *versions: str) -> str:
    """A short stable digest of settings and the versions beside them: a key of a store (16 hex digits)."""
    payload = json.dumps([settings.model_dump(mode="json"), *versions], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(payload.encode()).hexdigest()[:16]
