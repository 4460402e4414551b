"""Seconds of the processor: what a stage costs whatever else the machine has to do."""

from __future__ import annotations

import resource


def processor_seconds() -> float:
    """What this process has taken of the processors so far, with the programs it started that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
