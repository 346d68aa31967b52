"""The first half of the walk: from the call over the blind review to the director's signature under the approval."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.walking import APPLICANT, DIRECTOR, DISTRICT, OFFICER, PARTNER, PLANNER, SECRETARY, UNIT, People

CALL = "2026年度产学研合作快速专项申报通知"
TITLE = "薄壁镁合金铸件真空压铸工艺研究"
LEAD, SCHOOL, DISTRICT_BUREAU = "澜川恒锐精密制造有限公司", "澜川理工大学", "澜川市北岸区科学技术局"
IDENTITY = (LEAD, SCHOOL, DISTRICT_BUREAU, APPLICANT, UNIT, PARTNER, "赵闻博", "000-5500 1100")
"""What a blind copy may not show: who applies, with whom, who leads, who can be telephoned."""
PROSE = "铸件壁薄而形状复杂，充型末端温度下降快，卷气与缩松集中在加强筋根部，热处理后鼓泡报废的比例很高。" * 3
TYPED = {
    "basics": {
        "keywords": "镁合金、真空压铸、高温合金、精密铸造",
        "start": "2026-08-01",
        "end": "2026-11-30",
        "amount_asked": "60",
        "own_funds": "120",
        "summary": "研究薄壁镁合金铸件的真空压铸工艺，降低卷气与缩松，使铸件可以热处理，合格率达到九成以上。",
    },
    "texts": dict.fromkeys(("background", "content", "innovation", "foundation", "benefit"), PROSE),
}
PASTED = {
    "parties": f"{LEAD}\t工艺与样件\t40\t100\n{SCHOOL}\t机理与检测\t20\t20",
    "indicators": "铸件合格率\t%\t92\n含气量\tml/100g\t3",
    "milestones": "2\t完成工艺窗口与试模\n3\t小批样件通过热处理检验",
    "members": f"沈云飞\t{LEAD}\t正高级\t总体方案\t3\n赵闻博\t{SCHOOL}\t副高级\t机理研究\t2",
}
FIRST = {
    "parties": "organisation",
    "indicators": "name",
    "milestones": "month",
    "members": "name",
}


def call_is_signed(people: People) -> None:
    """The officer drafts a call, the director signs it, it opens by itself."""
    page = people.open(OFFICER, "/desk/calls/")
    page.locator("main a[href='/desk/calls/new/']").click()
    people.answer(
        page,
        {
            "title": CALL,
            "scheme_code": "walked",
            "guide": "支持企业与高校、院所共同承担的项目。",
            "opens_at": "2026-06-17T09:00",
            "closes_at": "2026-06-30T17:00",
            "budget": "300",
            "contact": OFFICER,
            "telephone": "000-2200 0160",
        },
    )
    page.locator("main a[href$='/propose/']").click()
    people.answer(page, {})
    page = people.open(DIRECTOR, "/desk/")
    page.get_by_role("link", name=re.compile(CALL)).first.click()
    if "/sign/" not in page.url:
        page.locator("main a[href$='/sign/']").click()
    people.answer(page, {})
    expect(page.locator(".badge.kc-state-announced")).to_be_visible()
    people.clock("2026-06-17T09:30")


def section(page: Page, name: str) -> None:
    """Go to a section of the form by its rail."""
    page.locator(f"[data-section={name}] a").click()
    expect(page.locator(f"#section-{name}")).to_be_visible()


def saved(page: Page) -> None:
    """Wait until what was typed is kept."""
    expect(page.locator("#sheet-state")).to_have_attribute("data-state", "saved")


def paste(page: Page, table: str) -> None:
    """Put rows into a table as from a spreadsheet."""
    page.focus(f"#f-{table}-0-{FIRST[table]}")
    page.evaluate("(text) => navigator.clipboard.writeText(text)", PASTED[table])
    page.keyboard.press("Control+v")


def application_is_begun(people: People) -> str:
    """The applicant declares, types, pastes and closes the browser; the form's address."""
    page = people.at(APPLICANT)
    people.open(APPLICANT, "/desk/calls/")
    page.get_by_role("link", name=CALL).click()
    page.locator("a[href*='/desk/applications/to/']").last.click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="声明并打开表格").click()
    page.wait_for_url("**/edit/")
    form = page.url
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    section(page, "basics")
    page.locator("#f-title").press_sequentially(TITLE)
    page.select_option("#f-field", "new-materials")
    for name, words in TYPED["basics"].items():
        page.fill(f"#f-{name}", words)
    section(page, "parties")
    paste(page, "parties")
    page.fill("#f-principal", APPLICANT)
    page.fill("#f-contact", APPLICANT)
    page.fill("#f-telephone", "000-5500 1100")
    page.fill("#f-recommender", DISTRICT_BUREAU)
    saved(page)
    people.leave(APPLICANT)
    return form


def application_is_submitted(people: People, form: str, folder: Path) -> None:
    """The applicant comes back, finds what was typed, writes the rest, attaches, and submits."""
    page = people.at(APPLICANT)
    page.goto(form)
    page.wait_for_selector("form.kc-paged")
    expect(page.locator("#sheet-title")).to_have_text(TITLE)
    assert page.input_value("#f-parties-1-task") == "机理与检测"
    section(page, "texts")
    for name, words in TYPED["texts"].items():
        page.fill(f"#f-{name}", words)
    section(page, "goals")
    paste(page, "indicators")
    paste(page, "milestones")
    section(page, "team")
    paste(page, "members")
    section(page, "budget")
    for place, (public, own) in enumerate((("20", "40"), ("25", "50"), ("10", "20"), ("5", "10"))):
        page.fill(f"#f-budget-{place}-public_money", public)
        page.fill(f"#f-budget-{place}-own_money", own)
    section(page, "papers")
    agreement = folder / "合作协议.pdf"
    agreement.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page.set_input_files("#f-agreement", [str(agreement)])
    expect(page.locator("[data-files=agreement] li")).to_contain_text("合作协议.pdf")
    page.get_by_label("不涉及", exact=True).check()
    section(page, "declarations")
    for box in page.locator("#section-declarations input[type=checkbox]").all():
        box.check()
    saved(page)
    expect(page.locator("#sheet-complete")).to_be_visible(timeout=15_000)
    page.locator("button[name=next]").click()
    page.wait_for_url("**/submit/")
    page.get_by_role("button", name="提交并锁定").click()
    page.wait_for_url("**/receipt/")
    people.case = people.newest_case(APPLICANT)


def application_reaches_the_bureau(people: People) -> None:
    """The partner confirms, the organisation approves, the district recommends."""
    page = people.open(PARTNER, f"/desk/cases/{people.case}/")
    page.locator("main a[href*='/confirmations/'][href$='/confirm/']").first.click()
    people.answer(page, {})
    people.act(UNIT, "approve")
    page = people.act(DISTRICT, "recommend")
    expect(page.locator(".kc-turn").first).to_contain_text("ZTC2026-0001")


def application_is_screened(people: People) -> None:
    """The officer reads it, answers the checklist, takes it."""
    people.clock("2026-07-01T09:30")
    page = people.open(OFFICER, f"/desk/cases/{people.case}/")
    page.locator("a.kc-primary").click()
    for box in page.locator("input[type=radio][value=yes]").all():
        box.check()
    page.get_by_role("button", name="保存清单").click()
    people.act(OFFICER, "accept")


def experts_are_invited(people: People) -> None:
    """The secretary assigns experts by rule and invites them."""
    page = people.open(SECRETARY, "/desk/review/rounds/")
    page.get_by_role("link", name=CALL).first.click()
    people.round = page.url.rstrip("/").rsplit("/", 1)[1]
    page.locator("main a.btn[href$='/plan/']").first.click()
    people.answer(page, {})
    page = people.open(SECRETARY, f"/desk/review/rounds/{people.round}/")
    page.locator("main a[href$='/invite/']").first.click()
    people.answer(page, {"due_at": "2026-07-14T17:00"})
    page = people.open(SECRETARY, f"/desk/review/rounds/{people.round}/experts/")
    names = page.locator(".kc-list a[href*='/desk/review/experts/']").all_inner_texts()
    people.experts = [name.strip() for name in names]
    assert len(people.experts) == 3


def experts_score(people: People) -> None:
    """Each expert promises, accepts, scores by keys, writes his opinion and signs."""
    for place, name in enumerate(people.experts):
        page = people.open(name, "/desk/review/")
        page.locator("main a[href$='/promise/']").first.click()
        people.answer(page, {}, ticks=("agreed",))
        page = people.open(name, "/desk/review/")
        page.locator("main a[href*='/desk/review/read/']").first.click()
        page.locator("form[action$='/accept/'] button").click()
        page.wait_for_selector("#rubric")
        shown = page.locator("main").inner_text()
        assert "充型末端温度下降快" in shown
        assert not [named for named in IDENTITY if named in shown]
        page.keyboard.press("98"[place % 2])
        page.keyboard.press("8")
        page.keyboard.press("c")
        page.keyboard.type("路线合理，指标可以检测，建议支持。")
        expect(page.locator("#state")).to_have_attribute("data-state", "saved")
        page.locator("button[name=next]").click()
        page.wait_for_url("**/sign/")
        people.answer(page, {}, ticks=("agreed",))


def review_is_closed(people: People) -> None:
    """The secretary closes the round."""
    page = people.open(SECRETARY, f"/desk/review/rounds/{people.round}/")
    page.locator("main a[href$='/close/']").first.click()
    people.answer(page, {})


def decision_is_published(people: People) -> None:
    """The plan officer computes the list, the director adopts it with the minute's number, it is published."""
    page = people.open(PLANNER, "/desk/decisions/")
    page.get_by_role("link", name=CALL).first.click()
    board = page.url
    page.locator("a.btn[href$='/do/compute/']").click()
    people.answer(page, {})
    people.clock("2026-07-16T10:00")
    page = people.at(DIRECTOR)
    page.goto(board)
    expect(page.locator("tr.db-in")).to_have_count(1)
    page.locator("a.btn[href$='/do/adopt/']").click()
    people.answer(
        page,
        {
            "meeting": "局长办公会",
            "met_on": "2026-07-16",
            "minute": "澜科纪〔2026〕21号",
            "attendance": "何明远（局长）\n苏婉（计划处）\n林晓岚（高新技术处）",
        },
    )
    page = people.at(PLANNER)
    page.goto(board)
    page.locator("a.btn[href$='/do/publish/']").click()
    people.answer(page, {})
    expect(page.locator(".db-minute")).to_contain_text("澜科纪〔2026〕21号")


def notice_stands(people: People) -> None:
    """The officer posts the notice; a stranger reads it; its days pass."""
    page = people.open(OFFICER, "/desk/notices/")
    page.get_by_role("link", name=CALL).first.click()
    page.locator("main a[href$='/post/']").click()
    people.answer(page, {})
    stranger = people.stranger()
    stranger.go("/notices/")
    stranger.page.get_by_role("link", name=CALL).click()
    expect(stranger.page.locator("main")).to_contain_text(TITLE)
    people.clock("2026-07-27T09:00")


def kept_promises(people: People) -> tuple[str, str]:
    """What the plan's page says of K01, the share of the funds, and of K02, the number of projects."""
    page = people.open(PLANNER, "/desk/plan/2026/")
    share, number = (
        page.locator(".kc-target").filter(has=page.locator(f"a[href$='/targets/{code}/']")).locator("strong").nth(1)
        for code in ("K01", "K02")
    )
    return share.inner_text(), number.inner_text()


def approval_is_signed(people: People) -> None:
    """The officer words the document, the director signs it; only then the plan counts one project more."""
    page = people.open(OFFICER, "/desk/approvals/")
    page.locator("main a[href^='/desk/approvals/']").first.click()
    document = page.url
    page.locator("main a[href$='/word/']").click()
    people.answer(
        page, {"title": "关于下达2026年度产学研合作快速专项的通知", "text": "经局长办公会研究，下达下列项目。"}
    )
    page.goto(document)
    page.locator("main a[href$='/propose/']").click()
    people.answer(page, {})
    assert kept_promises(people) == ("0 %", "0 个")
    page = people.at(DIRECTOR)
    page.goto(document)
    page.locator("main a[href$='/sign/']").click()
    people.answer(page, {})
    assert kept_promises(people) == ("0.5 %", "1 个")
