"""Time is kept while the product is served, a failed tick is told and tried again, and doctor sees when it stops."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from kechuang.config import doctor, ticking
from kechuang.directory.models import Installation, Organisation


def test_a_tick_that_fails_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def fails_once() -> dict[str, int]:
        """The first tick finds the database away."""
        tried.append(1)
        if len(tried) == 1:
            raise OSError("the disk is away")
        return {}

    monkeypatch.setattr(ticking, "tick", fails_once)
    monkeypatch.setattr("kechuang.config.ticking.connections.close_all", lambda: None)
    monkeypatch.setattr("kechuang.config.ticking.os.getppid", lambda: 7 if len(tried) < 2 else 1)
    with caplog.at_level(logging.ERROR, logger="kechuang.clock"):
        ticking.keep_time(7, every=0.01)
    assert len(tried) == 2
    assert "the disk is away" in caplog.text


def test_doctor_sees_that_time_stands_still(house: Organisation) -> None:
    assert doctor.clockwork() == []
    Installation.objects.update(demonstration=False, clock_at=None)
    now = datetime.now(UTC)
    for ticked, good in ((now - timedelta(minutes=1), True), (now - timedelta(hours=1), False)):
        Installation.objects.update(ticked_at=ticked)
        assert [finding.good for finding in doctor.clockwork()] == [good]
    ticking.tick()
    assert doctor.clockwork()[0].good
