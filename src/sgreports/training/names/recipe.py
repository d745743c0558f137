"""models/config.cfg as a checked value."""

import configparser
from pathlib import Path

from pydantic import Field, ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen


class Data(Frozen):
    """What is learnt from. `judged` is relative to the configuration's folder."""

    judged: Path
    silver: bool


class Weights(Frozen):
    """How much an example counts."""

    unmarked: float = Field(gt=0)
    marked: float = Field(ge=0)
    gold: float = Field(gt=0)


class Fit(Frozen):
    """Parameters of scikit-learn's LogisticRegression: inverse strength of the L2 penalty, most iterations."""

    c: float = Field(gt=0)
    max_iter: int = Field(gt=0)


class Merge(Frozen):
    """When a label's spans are marked."""

    folds: int = Field(gt=1)
    right: int = Field(ge=0)


class Recipe(Frozen):
    """The whole configuration."""

    data: Data
    weights: Weights
    fit: Fit
    merge: Merge


def read_recipe(path: Path) -> Recipe:
    """The configuration of a file. Raises UsageError naming the entry that is missing, unknown or wrong."""
    parser = configparser.ConfigParser()
    try:
        parser.read_string(path.read_text(encoding="utf-8"), str(path))
        found = Recipe.model_validate({name: dict(parser[name]) for name in parser.sections()})
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}; name a configuration with --config") from error
    except configparser.Error as error:
        raise UsageError(f"{path} is no configuration: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return found.model_copy(update={"data": found.data.model_copy(update={"judged": path.parent / found.data.judged})})
