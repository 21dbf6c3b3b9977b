"""Whatever is asked of the addresses of the numbers, they answer as they describe themselves: `make fuzz`."""

import pytest
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette

from components.take_home import by_url

schemathesis = pytest.importorskip("schemathesis", reason="make fuzz installs it")
described = schemathesis.openapi.from_asgi(f"/{by_url.ROOT}/{by_url.DESCRIPTION}", Starlette(routes=by_url.routes("/")))
BEYOND = schemathesis.checks.CHECKS.get_by_names(["positive_data_acceptance"])
"""That a sub-sector is none of the sector chosen, a schema cannot say; both are refused by name."""


@described.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_address_answers_as_described(case: "schemathesis.Case") -> None:
    """No failure of the server, no other status, form or body than described, nothing unknown accepted."""
    case.call_and_validate(excluded_checks=BEYOND)
