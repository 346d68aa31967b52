"""Which tests run in one process: those of a module, and all that read the demonstration, which is built once."""

import pytest


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name each test's group; pytest-xdist gives a whole group to one process."""
    for item in items:
        shared = "demo_home" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("demonstration" if shared else item.location[0]))
