"""Every regular expression of the program: what it compiles while modules, data files and a report are read.

Run as a program it writes them as JSON: a process of its own sees all, since nothing is compiled yet. Expressions that
stand as plain strings in a call are found in the source, whether the call is reached or not.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NamedTuple

PACKAGES = ("sgreports", "sgreports_gold")
METHODS = frozenset({"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
CALLED = re.compile(rf"\bre\s*\.\s*(?:{'|'.join(METHODS)})\b")
FOREIGN = {"sgreports.parsing.language"}  # what it compiles is spaCy's
WITH_TORCH = "sgreports_gold.training.encoder."
DEPTH = 12  # frames between the program's call and the compiler: those of re and pydantic
SAMPLE = "child-protection-2016.txt"

Found = dict[tuple[str, int], tuple[str, set[str]]]  # pattern and flags: the module, the methods that are called


class Expression(NamedTuple):
    """An expression, its flags, the module that compiles it, and the methods called on it (none: not known)."""

    pattern: str
    flags: int
    where: str
    methods: tuple[str, ...]

    @property
    def anchored(self) -> bool:
        """Whether it is matched at one place of a text only."""
        return bool(self.methods) and {*self.methods} <= {"match", "fullmatch"}


@lru_cache(maxsize=1)
def expressions() -> tuple[Expression, ...]:
    """All expressions of the program, each once, from a process that compiles them anew."""
    program = [sys.executable, "-m", "expressions.collecting"]
    done = subprocess.run(program, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    return tuple(Expression(p, f, w, tuple(m)) for p, f, w, m in json.loads(done.stdout))


def collect(work: Callable[[], object]) -> Iterator[Expression]:
    """What is compiled while `work` runs, and what stands in the source of the program's modules."""
    found = recorded(work)
    for module in modules():
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for pattern, flags, method in written(source) if CALLED.search(source) else ():
            found.setdefault((pattern, flags), (module.__name__, set()))[1].add(method)
        for key, methods in named(module):
            if key in found:
                found[key][1].update(methods)
    for (pattern, flags), (where, methods) in sorted(found.items()):
        yield Expression(pattern, flags, where, tuple(sorted(methods & METHODS)))


def recorded(work: Callable[[], object]) -> Found:
    """What the program compiles while `work` runs, with the module that asks for it."""
    found: Found = {}
    engine: Any = re
    original = engine._compile

    def compiling(pattern: Any, flags: int) -> Any:
        expression = original(pattern, flags)
        called = sys._getframe(1)
        if isinstance(expression.pattern, str) and (module := caller(called)) and module not in FOREIGN:
            entry = found.setdefault((expression.pattern, expression.flags), (module, set()))
            entry[1].add(called.f_code.co_name)
        return expression

    engine._compile = compiling
    try:
        work()
    finally:
        engine._compile = original
    return found


def caller(frame: FrameType | None) -> str | None:
    """The module of the program nearest above a frame."""
    for _ in range(DEPTH):
        if frame is None:
            return None
        if (name := str(frame.f_globals.get("__name__", ""))).split(".")[0] in PACKAGES:
            return name
        frame = frame.f_back
    return None


def modules() -> Iterator[ModuleType]:
    """Every module of the program but those that need torch, which is not installed."""
    packages = [importlib.import_module(name) for name in PACKAGES]
    for info in (i for p in packages for i in pkgutil.walk_packages(p.__path__, f"{p.__name__}.")):
        if not info.name.endswith("__main__") and not info.name.startswith(WITH_TORCH):
            yield importlib.import_module(info.name)


def everything() -> None:
    """Imports every module, fills every cache that needs no argument, and reads the report in the package."""
    for module in modules():
        for value in [*vars(module).values()]:
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__ and needs_nothing(value):
                value()
    pipeline, settings = importlib.import_module("sgreports.pipeline"), importlib.import_module("sgreports.settings")
    data = Path(str(importlib.import_module("sgreports").__file__)).parent / "data"
    pipeline.extract(data / SAMPLE, settings.Settings(links=False))


def needs_nothing(function: Callable[..., object]) -> bool:
    return all(p.default is not p.empty for p in inspect.signature(function).parameters.values())


def written(source: str) -> Iterator[tuple[str, int, str]]:
    """The expressions that stand as plain strings in calls of `re`, with the function's name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=call), args=[ast.Constant(value=str(p)), *_]
            ) if call in METHODS:
                yield p, re.compile(p).flags, call


def named(module: ModuleType) -> Iterator[tuple[tuple[str, int], set[str]]]:
    """The expressions that a module names, with the methods that it calls on them; passed on, all methods."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            uses = set(re.findall(rf"(?<![\w.\"]){name}\b(?!\s*=[^=])(?:\.(\w+))?", source))
            yield (value.pattern, value.flags), set() if uses <= {""} else uses if "" not in uses else set(METHODS)


if __name__ == "__main__":
    sys.stdout.write(json.dumps([*collect(everything)]))
