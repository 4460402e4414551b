"""What the tests of all rooms share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import hypothesis
import pytest

from tests.helpers.evidence import assert_evidence

# The same examples in every run, however slow the machine: a red run is the change's doing.
# HYPOTHESIS_PROFILE=search looks for new ones.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# What a shell starts in the background does not heed Ctrl-C, nor do its children: tests of it would never end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def evidence() -> Callable[..., int]:
    """`assert_evidence`: the invariant that every extraction test asserts."""
    return assert_evidence
