"""Serves the site (8080) and takes mail (1025). `POST /change` changes every policy; `GET /mail` gives the mails."""

import json
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from policies import NEW_RECIPIENTS, page, slug


class World:
    """What the site says now, which pages were fetched since it changed, and the mails that came."""

    def __init__(self) -> None:
        self.is_changed = False
        self.changed_pages_fetched: set[str] = set()
        self.mails: list[dict[str, str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keeps a mail; aiosmtpd calls it."""
        if not isinstance(envelope.content, bytes):
            return "554 Expected bytes"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        text = "" if body is None else body.get_content()
        headers = {name: str(mail[name]) for name in ("Message-ID", "Subject", "List-Unsubscribe")}
        self.mails.append({**headers, "To": ", ".join(envelope.rcpt_tos), "text": text})
        return "250 Kept"


WORLD = World()
_PAGES = {f"/{slug(document_type)}": document_type for document_type in NEW_RECIPIENTS}


class Site(BaseHTTPRequestHandler):
    """The pages, and what the smoke test asks and tells."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A policy, or what has happened."""
        if self.path in _PAGES:
            if WORLD.is_changed:
                WORLD.changed_pages_fetched.add(self.path)
            self._answer(200, page(_PAGES[self.path], is_changed=WORLD.is_changed), "text/html; charset=utf-8")
        elif self.path == "/mail":
            self._answer(200, json.dumps(WORLD.mails), "application/json")
        elif self.path == "/changed-pages-fetched":
            self._answer(200, str(len(WORLD.changed_pages_fetched)), "text/plain")
        else:
            self._answer(404, "Not found", "text/plain")

    def do_POST(self) -> None:
        """Changes every policy."""
        WORLD.is_changed = WORLD.is_changed or self.path == "/change"
        self._answer(200, "Changed", "text/plain")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: what was fetched is in the fetcher's log."""

    def _answer(self, status: int, text: str, media_type: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    Controller(WORLD, hostname="0.0.0.0", port=1025).start()  # noqa: S104 - in a container
    ThreadingHTTPServer(("0.0.0.0", 8080), Site).serve_forever()  # noqa: S104
