"""One case from the call to the archive, in a real browser, by everybody whose turn comes."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserType

from tests import walk_first, walk_second
from tests.walking import People, built, served, trail_verified, unfonted

pytestmark = pytest.mark.browser


def test_a_case_goes_from_the_call_to_the_archive(browsers: BrowserType, tmp_path: Path) -> None:
    home = tmp_path / "home"
    accounts = built(home)
    with served(home) as address, unfonted(browsers) as chromium:
        people = People(chromium, address, accounts)
        walk_first.call_is_signed(people)
        walk_first.application_is_submitted(people, walk_first.application_is_begun(people), tmp_path)
        walk_first.application_reaches_the_bureau(people)
        walk_first.application_is_screened(people)
        walk_first.experts_are_invited(people)
        walk_first.experts_score(people)
        walk_first.review_is_closed(people)
        walk_first.decision_is_published(people)
        walk_first.notice_stands(people)
        walk_first.approval_is_signed(people)
        walk_second.agreement_is_signed(people)
        walk_second.work_is_done(people)
        walk_second.acceptance_is_asked_for(people, tmp_path)
        walk_second.acceptance_is_passed(people)
        walk_second.certificate_is_checked(people)
        walk_second.case_is_archived(people, tmp_path)
        people.go_home()
    assert people.complaints == []
    assert "0 faults" in trail_verified(home)
