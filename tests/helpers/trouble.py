"""Things that go wrong in a worker; imported there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def add(a: int, b: int) -> int:
    return a + b


def process() -> int:
    return os.getpid()


def leave(code: int) -> None:
    os._exit(code)


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def raise_value_error() -> None:
    raise ValueError("said by the task")


def overflow_the_stack() -> None:
    """A C function that calls back without end, as a parser does on input nested too deeply."""
    import ctypes

    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    numbers = (ctypes.c_int * 2)()
    libc = ctypes.CDLL(None)
    sys.setrecursionlimit(10**9)

    def compare(a: int, b: int) -> int:
        libc.qsort(numbers, 2, 4, callback)
        return 0

    callback = kind(compare)
    libc.qsort(numbers, 2, 4, callback)


def recurse() -> None:
    recurse()


def close_output() -> None:
    """What a library may do to the process: nothing can be printed from now on."""
    sys.stdout.close()
    sys.stderr.close()
    os.close(1)
    os.close(2)


def fill_address_space() -> None:
    hog = []
    while True:
        hog.append(bytearray(256 * 1024 * 1024))


def grow_in_children(mebibytes: int, pid_file: str) -> None:
    """Two programs that the worker starts take so much each: within the limit of a process, beyond it together."""
    code = f"import time; x = bytearray({mebibytes} * 1024 * 1024); x[::4096] = b'x' * len(x[::4096]); time.sleep(600)"
    children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    Path(pid_file).write_text(" ".join(str(child.pid) for child in children))
    for child in children:
        child.wait()


def sleep_with_a_child(pid_file: str) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(pid_file).write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)


def shout() -> None:
    os.write(1, b"to standard output\n")
    os.write(2, b"to standard error\n")


def ignore_termination() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)


def variable(name: str) -> str | None:
    return os.environ.get(name)
