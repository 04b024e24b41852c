"""Same-day alerts: who is told, how often, and of what."""

from datetime import date

from tests.integration.notifier.conftest import Notifier
from tests.integration.notifier.mail_server import MailServer
from tests.integration.notifier.rows import World


async def test_a_subscriber_has_the_mail_with_the_changed_words_marked(
    notifier: Notifier, world: World, mail_server: MailServer
) -> None:
    document = await world.document("Acme", "Privacy Policy")
    await world.reader("ann@example.org", "document", document)
    event = await world.change(document, effective_on=date(2026, 4, 1))
    await notifier.work()
    (mail,) = mail_server.to("ann@example.org")
    assert mail.message["Subject"] == "Acme Privacy Policy changed: 1 clause reworded"
    assert "We keep your data for [-30-]{+14+} days." in mail.plain
    assert ">30</del>" in mail.html
    assert ">14</ins>" in mail.html
    for part in (mail.plain, mail.html):
        assert f"https://watch.example/changes/{event.change_id}" in part
        assert "2. How long we keep data" in part
        assert "1 April 2026" in part
