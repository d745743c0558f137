"""Fixtures that many tests share."""

import pytest
from spacy.language import Language

from sgreports.finding.language import language
from sgreports.settings import Settings


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model of the settings, loaded once."""
    return language(Settings().model)
