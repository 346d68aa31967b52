"""The second half of the walk: from the task agreement to the package of the archive."""

import re
import zipfile
from pathlib import Path

import bagit
from playwright.sync_api import expect

from tests.walking import APPLICANT, DIRECTOR, OFFICER, UNIT, People

DONE = "项目按任务书完成全部研究内容，工艺窗口稳定，小批样件通过热处理检验，两项指标均达到要求。"


def agreement_is_signed(people: People) -> None:
    """The applicant writes milestones and payments and sends them round; organisation and bureau sign."""
    page = people.open(APPLICANT, f"/desk/cases/{people.case}/")
    page.locator("main a[href$='/write/']").first.click()
    assert page.input_value("[name=milestone-1-first]") == "完成工艺窗口与试模"
    page.fill("[name=milestone-1-first]", "完成工艺窗口与试模，交两套模具")
    page.get_by_role("button", name="保存里程碑").click()
    page.wait_for_url(f"**/desk/cases/{people.case}/")
    people.act(APPLICANT, "send")
    people.act(UNIT, "sign_unit")
    page = people.act(OFFICER, "sign_bureau")
    expect(page.locator("main")).to_contain_text("交两套模具")


def work_is_done(people: People) -> None:
    """Money is paid, reports are confirmed, the rest is paid, the work is declared done."""
    people.clock("2026-09-28T09:00")
    paid = {"fen": "18", "paid_on": "2026-09-28", "document": "澜财拨〔2026〕101号"}
    people.act(OFFICER, "pay", paid)
    for place, minute in ((1, "2026-10-08T09:00"), (2, "2026-11-02T09:00")):
        people.clock(minute)
        people.act(
            APPLICANT,
            "report",
            {
                "text": f"第{place}个里程碑已经完成，试模与检测结果见附表，各项参数达到任务书的要求，后续按计划进行。",
                "effects": "已在一家用户单位试用。",
                "spent": str(60 * place),
                "reached": str(place),
            },
        )
        people.act(OFFICER, "confirm")
    people.act(APPLICANT, "deliver")


def acceptance_is_asked_for(people: People, folder: Path) -> None:
    """The applicant states what was reached and attaches the papers; the organisation confirms."""
    page = people.open(APPLICANT, f"/desk/cases/{people.case}/")
    page.locator("main a[href$='/request/']").first.click()
    page.fill("#summary", DONE)
    page.fill("#spent", "178")
    for place in (1, 2):
        page.fill(f"#actual-{place}", "达到任务书的要求")
        page.locator(f"[name=met-{place}]").select_option("yes")
    for code in ("summary", "technical", "accounts"):
        paper = folder / f"{code}.pdf"
        paper.write_bytes(b"%PDF-1.4\n" + code.encode() + b"\n%%EOF\n")
        page.set_input_files(f"#file-{code}", [str(paper)])
    save = page.get_by_role("button", name="保存申请")
    save.click()
    expect(page.locator("#form-errors")).to_contain_text("不少于 100 字")  # too short, and yet the files are kept
    expect(page.locator("main")).to_contain_text("technical.pdf")
    assert (page.input_value("#summary"), page.input_value("#spent")) == (DONE, "178")
    page.fill("#summary", DONE * 3)
    save.click()
    page.wait_for_url(f"**/desk/cases/{people.case}/")
    people.act(APPLICANT, "ask")
    people.act(UNIT, "confirm")


def acceptance_is_passed(people: People) -> None:
    """The officer appoints a group, its members and its leader sign, the director concludes."""
    page = people.open(OFFICER, f"/desk/cases/{people.case}/")
    page.locator("main a[href$='/group/']").first.click()
    tables = page.locator("main table")
    chosen = [tables.nth(0).locator("tbody tr").nth(place) for place in (0, 1)]
    chosen.append(tables.nth(1).locator("tbody tr").nth(0))
    for row in chosen:
        row.locator("[name=members]").check()
    names = [row.locator("td").nth(2).inner_text().split("\n")[0].strip() for row in chosen]
    chosen[0].locator("[name=leader]").check()
    page.locator("main .kc-stick button.btn-primary").click()
    page.wait_for_url(f"**/desk/cases/{people.case}/")
    opinion = {"proposal": "passed", "text": "研究内容已完成，考核指标达到要求，经费使用符合规定。"}
    for name in names:
        page = people.open(name, "/desk/")
        page.locator("main a[href*='/desk/acceptance/'][href$='/opinion/']").first.click()
        people.sign(page, opinion, ticks=("declares",))
    page = people.open(names[0], "/desk/")
    page.locator("main a[href*='/desk/acceptance/'][href$='/opinion/']").first.click()
    people.sign(page, opinion)
    page = people.open(DIRECTOR, f"/desk/cases/{people.case}/")
    page.locator("main a[href$='/conclusion/']").first.click()
    people.answer(page, {"conclusion": "passed"})


def certificate_is_checked(people: People) -> None:
    """Anybody checks the certificate's number without an account."""
    page = people.open(APPLICANT, f"/desk/cases/{people.case}/")
    found = re.search(r"澜科验〔2026〕\d+号", page.locator("main").inner_text())
    assert found is not None
    stranger = people.stranger()
    stranger.go("/check/")
    stranger.page.fill("#number", found.group())
    stranger.page.get_by_role("button", name="核验").click()
    expect(stranger.page.locator(".alert-success")).to_be_visible()
    expect(stranger.page.locator("main")).to_contain_text(found.group())


def case_is_archived(people: People, folder: Path) -> None:
    """The officer files the case and downloads the package, which another program finds whole."""
    people.clock("2026-11-20T09:00")
    page = people.open(OFFICER, f"/desk/cases/{people.case}/")
    page.locator("main a[href$='/file/']").first.click()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(f"**/desk/cases/{people.case}/")
    with page.expect_download() as download:
        page.locator("main a[href$='/package/']").click()
    package = folder / "package.zip"
    download.value.save_as(package)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "package")
    (root,) = (folder / "package").iterdir()
    assert bagit.Bag(str(root)).validate()
