"""A local service and settings that ask it without waiting."""

from collections.abc import Iterator

import pytest

from fetching.service import Service, serving
from sgreports.settings import Settings


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


@pytest.fixture
def settings(service: Service) -> Settings:
    return Settings(
        fetch_address=service.address, fetch_wait=0, fetch_backoff=0, fetch_tries=3, fetch_timeout=60,
        fetch_contact="clerk@example.org",
    )  # fmt: skip
