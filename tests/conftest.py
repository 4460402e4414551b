"""What the tests of all rooms share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers.evidence import assert_evidence


@pytest.fixture
def evidence() -> Callable[..., int]:
    """`assert_evidence`: the invariant that every extraction test asserts."""
    return assert_evidence
