"""What memory this process has used, as Linux counts it."""

from __future__ import annotations

import re
import resource
from pathlib import Path


def resident() -> int:
    """Resident MiB of this process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20


def peak() -> int:
    """The most MiB that this process ever held resident.

    Not `getrusage`: its `ru_maxrss` outlives `exec`, so a process started by a large one begins with its parent's peak.
    """
    (kibibytes,) = re.findall(r"^VmHWM:\s*(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(kibibytes) >> 10
