"""What a reader does and sees, a step a call, with 1 as its exit code where it fails."""

# ruff: noqa: T201 - what it prints is what the smoke test shows
import json
import re
import sys
import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from policies import NEW_RECIPIENTS

API = "http://api:8000"
WORLD = "http://127.0.0.1:8080"
ADDRESS = "reader@example.org"
PATIENCE_SECONDS = 180.0
SILENCE_SECONDS = 15.0
"""How long to watch for a mail too many once all have come: several alert windows."""


def ask(url: str, body: object = None, *, method: str | None = None) -> bytes:
    """The answer's body; ends the program with the answer where it is an error."""
    content = None if body is None else json.dumps(body).encode()
    request = Request(url, content, {"Content-Type": "application/json"}, method=method)  # noqa: S310
    try:
        with urlopen(request, timeout=30) as response:  # noqa: S310
            return bytes(response.read())
    except HTTPError as refusal:
        sys.exit(f"{url} answered {refusal.code}: {refusal.read().decode(errors='replace')}")


def wait_until(what: str, is_so: Callable[[], bool]) -> None:
    """Returns once it is so; ends the program after three minutes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit(f"After {PATIENCE_SECONDS:.0f} s still not so: {what}")
        time.sleep(0.25)
    print(f"{what}: {time.monotonic() - deadline + PATIENCE_SECONDS:.1f} s", flush=True)


def mails() -> list[dict[str, str]]:
    """Every mail that came, as it came."""
    return list(json.loads(ask(f"{WORLD}/mail")))


def alerts() -> list[dict[str, str]]:
    """The mails that name a new recipient."""
    return [mail for mail in mails() if any(name in mail["text"] for name in NEW_RECIPIENTS.values())]


def captured() -> None:
    """Waits until every document has its first version."""

    def have_versions() -> bool:
        documents = json.loads(ask(f"{API}/api/v1/documents?platform=harbour-lane"))["items"]
        return len(documents) == len(NEW_RECIPIENTS) and all(one["version_in_force"] for one in documents)

    wait_until("Every document has its first version", have_versions)


def subscribe() -> None:
    """Asks for alerts, takes the mail, and confirms."""
    target = {"kind": "platform", "id": "harbour-lane"}
    ask(f"{API}/api/v1/subscriptions", {"address": ADDRESS, "target": target, "mode": "alert"})
    wait_until("The mail that asks to confirm came", lambda: len(mails()) > 0)
    link = re.search(r"https?://[^/\s]+(/confirm/[\w.-]+)", mails()[0]["text"])
    if link is None:
        sys.exit(f"No link to confirm in:\n{mails()[0]['text']}")
    ask(API + link[1], method="POST")


def change() -> None:
    """Changes every page, and waits until the first was fetched."""
    ask(f"{WORLD}/change", method="POST")
    wait_until("A changed page was fetched", lambda: changed_pages_fetched() > 0)


def fetched() -> None:
    """Waits until every changed page was fetched."""
    wait_until("Every changed page was fetched", lambda: changed_pages_fetched() == len(NEW_RECIPIENTS))


def changed_pages_fetched() -> int:
    """How many of the changed pages were fetched."""
    return int(ask(f"{WORLD}/changed-pages-fetched"))


def told() -> None:
    """Waits for every change's alert; fails where one is told twice, to another, or with nothing to unsubscribe by."""
    wait_until(
        "Every change was told",
        lambda: all(any(name in mail["text"] for mail in alerts()) for name in NEW_RECIPIENTS.values()),
    )
    time.sleep(SILENCE_SECONDS)
    for mail in mails():
        print(f"  to {mail['To']}: {mail['Subject']}")
    faults = [f"{name}: {count} mails" for name in NEW_RECIPIENTS.values() if (count := times_told(name)) != 1]
    faults += [f"to {mail['To']}" for mail in alerts() if mail["To"] != ADDRESS]
    faults += [f"no List-Unsubscribe: {mail['Subject']}" for mail in alerts() if mail["List-Unsubscribe"] == "None"]
    if len(mails()) != 1 + len(alerts()):
        faults.append(f"{len(mails()) - 1 - len(alerts())} mails that tell of no change")
    if faults:
        sys.exit("Not as it should be: " + "; ".join(faults))
    print(f"Each of {len(NEW_RECIPIENTS)} changes was told once, in {len(alerts())} mail(s)")


def times_told(name: str) -> int:
    """How many mails hold the words."""
    return sum(name in mail["text"] for mail in alerts())


if __name__ == "__main__":
    steps = {"captured": captured, "subscribe": subscribe, "change": change, "fetched": fetched, "told": told}
    steps[sys.argv[1]]()
