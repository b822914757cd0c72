"""The settings page by itself, against a real companion."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browsers.companion import Companion
from tests.browsers.driver.page import Page, until
from tests.pages.conftest import Settings

WEB = Path(__file__).resolve().parents[2] / "server" / "web"
PAGES = {
    "accounts": "Accounts",
    "try": "Try a sentence",
    "browsers": "Browsers",
    "record": "Your record",
}
DETROIT = (
    "I find it ironic that Detroit is known as the #motorcity and yet no one here knows how to f**king drive"
)
UNNAMED = """() => [...document.querySelectorAll("#main :is(button, input, textarea, select, a)")]
  .filter((each) => !(each.labels?.length || each.ariaLabel || each.textContent.trim()))
  .map((each) => each.outerHTML)"""


def test_rh1_in_the_page_agrees_with_the_contract(settings: Settings) -> None:
    found = settings.tab.evaluate(
        """async () => {
          const { deriveSecret, mac, toBase64url } = await import("/static/js/rh1.js");
          const code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
          const nonce = toBase64url(new Uint8Array(16));
          return [await mac(new TextEncoder().encode(code), [nonce]),
            toBase64url(await deriveSecret(code, nonce, nonce))];
        }"""
    )
    assert found == [
        "6h9oiAoymuUoLstUSHDaEbCJG850Grb8gKndXgzvcf4",
        "iSmFjPTkTZl93NeQMr6LbYF8y11_lgzDuDpq316wHOE",
    ]


def test_a_code_in_the_address_connects_and_is_in_it_no_more(settings: Settings) -> None:
    assert "code" not in settings.tab.evaluate("() => location.href")
    assert settings.tab.text("#main h1") == "Accounts"
    secret, elsewhere = settings.tab.evaluate(
        """() => [JSON.parse(sessionStorage.getItem("right-handle-key")).secret,
          JSON.stringify(localStorage) + document.cookie + location.href]"""
    )
    assert len(secret) == 43
    assert secret not in elsewhere


def test_a_code_that_is_wrong_is_said_beside_its_field(tab: Page, companion: Companion) -> None:
    page = Settings(tab, companion)
    tab.go(f"{page.address}/")
    until(lambda: tab.text("#connect h1"), "the connect card")
    page.fill("Code", "abc")
    tab.press("Enter")
    page.shows("A code has 26 letters and digits, without 0, 1, 8 and 9.")
    page.fill("Code", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAAA")
    tab.press("Enter")
    until(lambda: "26 letters" not in (tab.text("#connect .err") or "26 letters"), "the companion’s refusal")
    assert tab.evaluate("() => document.activeElement.getAttribute('aria-invalid')") == "true"
    page.fill("Code", companion.code().lower())
    tab.press("Enter")
    until(lambda: tab.text("#main h1") == "Accounts", "the way in by hand")


def test_an_account_is_added_changed_and_removed(settings: Settings) -> None:
    settings.open("accounts/new", "Add an account", level="h2")
    settings.fill("Name", "Halden Careers")
    settings.fill("Handle", "@haldenjobs")
    settings.tab.press("Enter")
    settings.shows("@haldenjobs is saved.")
    settings.fill("Purpose", "Hiring")
    settings.tab.press("Enter")
    until(lambda: "Hiring" in (settings.tab.text(".people [aria-current]") or ""), "the purpose in the list")
    settings.tab.click("button", "Remove account")
    settings.shows("It is then unknown, and checked as a company’s.")
    settings.tab.press("Escape")
    assert "@haldenjobs" in (settings.tab.text(".people") or "")
    settings.tab.click("button", "Remove account")
    settings.tab.click(".ask button", "Remove account")
    settings.shows("@haldenjobs is removed.")
    assert "@haldenjobs" not in (settings.tab.text(".people") or "")


def test_a_refused_handle_is_said_beside_its_field(settings: Settings) -> None:
    settings.open("accounts/new", "Add an account", level="h2")
    settings.fill("Handle", "two words")
    settings.tab.press("Enter")
    until(lambda: settings.tab.text("form .err"), "the fault")
    focused = settings.tab.evaluate(
        """() => [document.activeElement.labels[0].textContent,
          document.activeElement.getAttribute("aria-invalid")]"""
    )
    assert focused == ["Handle", "true"]


def test_the_detroit_post_is_marked_and_leaves_untouched_from_the_personal_account(
    settings: Settings,
) -> None:
    settings.open("try", "Try a sentence")
    settings.tab.click("#sentence")
    settings.tab.type(f"😀 {DETROIT}")
    settings.shows("Held. Not from this account")
    assert settings.tab.text(".copy mark.stop") == "f**king"
    settings.shows("As @jomarsh this would leave untouched.")
    settings.tab.type(", at all")
    assert settings.tab.text(".copy mark.stop") == "f**king"
    settings.tab.click(".seg label", "@jomarsh")
    settings.shows("Leaves untouched")
    assert settings.tab.evaluate("() => document.querySelectorAll('.copy mark').length") == 0


def test_trying_leaves_no_row(settings: Settings) -> None:
    before = settings.companion.ask("GET", "ledger")["count"]
    settings.open("try", "Try a sentence")
    settings.tab.click("#sentence")
    settings.tab.type("this f**king thing")
    settings.shows("Held. Not from this account")
    assert settings.companion.ask("GET", "ledger")["count"] == before


def test_an_answer_without_a_proof_is_refused(settings: Settings) -> None:
    settings.tab.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = async (...call) => {
            const answer = await real(...call);
            return new Response(await answer.arrayBuffer(), { status: answer.status });
          };
          location.hash = "#/policy";
        }"""
    )
    settings.shows("Something else answers in Right Handle’s place.")
    settings.shows("Companion not answering")


def test_a_key_that_was_taken_away_leads_back_to_the_code(settings: Settings) -> None:
    settings.tab.evaluate(
        """() => {
          const key = JSON.parse(sessionStorage.getItem("right-handle-key"));
          sessionStorage.setItem("right-handle-key", JSON.stringify({ ...key, keyId: "gone" }));
          location.hash = "#/policy";
        }"""
    )
    settings.shows("This page isn’t connected any more. Type a new code.")
    assert settings.tab.evaluate("() => sessionStorage.length") == 0


def test_a_program_that_connects_is_listed_and_can_be_disconnected(settings: Settings) -> None:
    settings.companion.command("key", "new", "Night watch")
    settings.open("browsers", "Browsers")
    settings.shows("Night watch")
    code = settings.tab.text(".pairing") or ""
    assert re.fullmatch(r"[A-Z2-7]{5}(-[A-Z2-7]{5}){3}-[A-Z2-7]{6}", re.sub(r"\s", "", code))
    settings.tab.click('[aria-label="Disconnect Night watch"]')
    until(lambda: "Night watch" not in (settings.tab.text("#main") or ""), "it go")
    names = [key["name"] for key in settings.companion.ask("GET", "status") and keys(settings)]
    assert "Night watch" not in names


def keys(settings: Settings) -> list[dict[str, str]]:
    found: list[dict[str, str]] = settings.tab.evaluate(
        """async () => (await (await import("/static/js/companion.js")).call("GET", "/keys")).keys"""
    )
    return found


def test_always_asking_first_is_kept(settings: Settings) -> None:
    settings.open("browsers", "Browsers")
    settings.tab.click(".seg label", "Always ask me first")
    until(lambda: settings.companion.ask("GET", "settings") == {"if_unreachable": "ask"}, "it kept")
    settings.tab.click(".seg label", "As the policy says")
    until(lambda: settings.companion.ask("GET", "settings") == {"if_unreachable": "policy"}, "it taken back")


def test_the_policy_reads_as_the_companion_has_it(settings: Settings) -> None:
    policy = settings.companion.ask("GET", "policy")
    settings.open("policy", policy["title"])
    rules = [rule for section in policy["sections"] for rule in section["rules"]]
    shown = settings.tab.evaluate(
        "() => [...document.querySelectorAll('.rule')].map((each) => each.id.replace('rule-', ''))"
    )
    assert shown == [rule["id"] for rule in rules]
    marked = settings.tab.evaluate("() => document.querySelector('#rule-VOICE-1 mark').textContent")
    example = next(rule for rule in rules if rule["id"] == "VOICE-1")["not_allowed"][0]
    start, end = example["spans"][0]
    assert marked.encode("utf-16-le") == example["text"].encode("utf-16-le")[2 * start : 2 * end]


def test_a_held_post_stands_in_the_record_without_its_text(settings: Settings) -> None:
    account = {"handle": "HaldenMotors"}
    body = {"text": DETROIT, "site": "practice", "stage": "submit", "account": account}
    report = settings.companion.ask("POST", "check", body)
    decision = {"check_id": report["check_id"], "decision": "edited"}
    settings.companion.ask("POST", "decisions", decision)
    settings.open("record", "Your record")
    rows = settings.tab.evaluate(
        "() => [...document.querySelectorAll('tbody tr')].slice(0, 2).map((each) => each.innerText)"
    )
    assert "Edited" in rows[0]
    assert "Held" in rows[1]
    assert "@HaldenMotors" in rows[1]
    text = settings.tab.text("#main") or ""
    assert "Texts are never kept, only a hash of each." in text
    assert "motorcity" not in text
    assert "The key to it lies in a file." in text


def test_every_page_fits_320_and_names_its_controls(settings: Settings) -> None:
    settings.tab.resize(320, 640)
    for page, heading in PAGES.items():
        settings.open(page, heading)
        assert settings.tab.evaluate("() => document.documentElement.scrollWidth") <= 320, page
        assert settings.tab.evaluate(UNNAMED) == [], page
    settings.open("policy", settings.companion.ask("GET", "policy")["title"])
    assert settings.tab.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_the_menu_opens_and_escape_gives_the_focus_back(settings: Settings) -> None:
    settings.tab.resize(320, 640)
    settings.tab.click("#menu")
    assert settings.tab.text('#rail a[href="#/record"]') == "My record"
    settings.tab.press("Tab")
    settings.tab.press("Escape")
    assert settings.tab.evaluate("() => document.activeElement.id") == "menu"
    assert settings.tab.text("#rail nav") is None


def test_the_shell_holds_no_script_style_or_handler_of_its_own() -> None:
    for page in ("settings.html", "practice.html"):
        html = (WEB / "templates" / page).read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html), page
    for module in (WEB / "static" / "js").glob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|insertAdjacentHTML|\beval\(|new Function", text), module.name
