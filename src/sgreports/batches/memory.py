"""The memory of a process: its peak while one report was read, and a limit to it where the system has one."""

import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def reset_peak() -> None:
    """Lets the peak start anew from what is held now (Linux; elsewhere it is the peak since the process started)."""
    try:
        CLEAR.write_text("5")
    except OSError:
        return


def peak_mb() -> float | None:
    """The most that this process held at once since `reset_peak`, in 10⁶ bytes; None where it is unknown."""
    try:
        lines = STATUS.read_text().splitlines()
    except OSError:
        return _since_start_mb()
    return next((round(int(line.split()[1]) * 1024 / 1e6, 1) for line in lines if line.startswith("VmHWM:")), None)


def limit(megabytes: int) -> None:
    """Makes an allocation beyond `megabytes` of data raise MemoryError, where the system has such a limit."""
    if sys.platform == "linux":
        most = megabytes * 1_000_000
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _since_start_mb() -> float | None:
    if sys.platform == "win32":
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)
