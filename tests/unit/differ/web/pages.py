"""Pages of an invented site in three languages: its frame, and what it shows where the policy was."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from services.differ.extract.canonical import CanonicalDocument, PagePart, Selection, read_document
from tests.unit.differ.web.policies import Tongue

ADDRESS = "https://www.kaleido.example/legal/privacy"

_MENU = {
    "en": ("Home", "Pricing", "Features", "Help centre", "Blog", "Careers", "Sign in"),
    "fr": ("Accueil", "Tarifs", "Fonctions", "Centre d’aide", "Blog", "Carrières", "Connexion"),
    "de": ("Startseite", "Preise", "Funktionen", "Hilfe", "Blog", "Karriere", "Anmelden"),
}
_FOOT = {
    "en": ("Terms of service", "Privacy policy", "Cookie policy", "Legal notice", "Accessibility"),
    "fr": ("Conditions d’utilisation", "Confidentialité", "Cookies", "Mentions légales", "Accessibilité"),
    "de": ("Nutzungsbedingungen", "Datenschutz", "Cookies", "Impressum", "Barrierefreiheit"),
}
_SALES = {
    "en": (
        "Bring every picture of your team into one place, share albums in seconds and find what you need without "
        "digging through folders, with the workspace that forty thousand studios around the world rely on.",
        "Start free today and invite as many colleagues as you like; upgrade when you outgrow the starter plan, and "
        "our specialists will help you move your library over a single weekend.",
    ),
    "fr": (
        "Réunissez toutes les images de votre équipe au même endroit, partagez des albums en quelques secondes et "
        "retrouvez ce qu’il vous faut avec l’espace de travail choisi par quarante mille studios dans le monde.",
        "Commencez gratuitement dès aujourd’hui et invitez autant de collègues que vous voulez ; passez à la formule "
        "supérieure quand vous grandirez, nos spécialistes déménagent votre photothèque en un week-end.",
    ),
    "de": (
        "Holen Sie alle Bilder Ihres Teams an einen Ort, teilen Sie Alben in Sekunden und finden Sie wieder, was Sie "
        "brauchen, mit dem Arbeitsplatz, auf den vierzigtausend Studios in aller Welt setzen.",
        "Starten Sie noch heute kostenlos und laden Sie beliebig viele Kollegen ein; wechseln Sie in den größeren "
        "Tarif, wenn Sie wachsen, unsere Fachleute ziehen Ihr Archiv an einem Wochenende um.",
    ),
}


def framed(tongue: Tongue, main: str, title: str, head: str = "", canonical: str | None = ADDRESS) -> str:
    """A page of the site: navigation, a cookie banner and a footer around `main`."""
    menu = "".join(f"<li><a href='/{number}'>{name}</a></li>" for number, name in enumerate(_MENU[tongue.code]))
    foot = "".join(f"<a href='/legal/{number}'>{name}</a>" for number, name in enumerate(_FOOT[tongue.code]))
    link = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    return (
        f"<!doctype html><html lang='{tongue.code}'><head><title>{escape(title)}</title>{link}{head}"
        f"<script>window.app = {{}}</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main>{main}</main><footer>{foot}<p>© 2026 Kaleido</p></footer><script src='/app.js'></script></body></html>"
    )


def bare(title: str, body: str, head: str = "", lang: str = "en") -> str:
    """A page without the site's frame, as proxies and walls answer."""
    return f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@lru_cache(maxsize=2_000)
def read(markup: str, select: tuple[str, ...] = ()) -> CanonicalDocument:
    """The canonical document of a page that was answered with status 200."""
    return read_document([PagePart(markup.encode(), "text/html", "utf-8", ADDRESS, 200, Selection(select))])


def sales(tongue: Tongue, blocks: int = 12) -> str:
    """What a site says of itself on its front page: headings and long sentences, but no rules."""
    one, other = _SALES[tongue.code]
    name = _MENU[tongue.code][2]
    parts = [f"<section><h2>{name} {number}</h2><p>{one}</p><p>{other}</p></section>" for number in range(blocks)]
    return f"<h1>Kaleido</h1>{''.join(parts)}"


_GONE = {
    "en": ("This page isn’t available", "The link may be broken, or the page may have been removed. Check that the "
           "address is right, use the search above, or go to one of the pages that our visitors read most often."),
    "fr": ("Cette page n’existe plus", "Le lien est peut-être rompu ou la page a été supprimée. Vérifiez l’adresse, "
           "utilisez la recherche ci-dessus, ou consultez l’une des pages que nos visiteurs lisent le plus souvent."),
    "de": ("Seite nicht gefunden", "Der Link ist möglicherweise defekt oder die Seite wurde entfernt. Prüfen Sie die "
           "Adresse, nutzen Sie die Suche oder wählen Sie eine der Seiten, die unsere Besucher am häufigsten lesen."),
}  # fmt: skip
_UNSAID = {
    "en": ("We looked everywhere", "Nothing lives at this address any more, although plenty of other things do. Have a "
           "look around: the guides below are what most people came for during the last few weeks."),
    "fr": ("Nous avons cherché partout", "Plus rien n’habite à cette adresse, mais il reste beaucoup à découvrir. "
           "Faites un tour : les guides ci-dessous sont ceux que la plupart des visiteurs venaient chercher."),
    "de": ("Wir haben überall gesucht", "Unter dieser Adresse wohnt nichts mehr, dafür gibt es vieles andere. Sehen "
           "Sie sich um: Die Anleitungen unten haben die meisten Besucher in den letzten Wochen gesucht."),
}  # fmt: skip
_ARTICLE = {
    "en": "Guide {0}: learn how to sort a large collection of pictures by day, place and person, how to give each of "
    "them a name that everyone understands, and how to print the best ones as a book at the end of the year.",
    "fr": "Guide {0} : apprenez à trier une grande collection d’images par jour, lieu et personne, à donner à chacune "
    "un nom que tout le monde comprend, et à imprimer les plus belles dans un livre à la fin de l’année.",
    "de": "Anleitung {0}: So ordnen Sie eine große Sammlung von Bildern nach Tag, Ort und Person, geben jedem einen "
    "Namen, den alle verstehen, und drucken die schönsten am Ende des Jahres als Buch.",
}
_LOGIN = {
    "en": ("Sign in", "Sign in to continue to Kaleido. Enter the address and the password of your account, or ask for "
           "a link by mail if you have forgotten it."),
    "fr": ("Connexion", "Connectez-vous pour continuer sur Kaleido. Saisissez l’adresse et le mot de passe de votre "
           "compte, ou demandez un lien par courriel si vous l’avez oublié."),
    "de": ("Anmelden", "Melden Sie sich an, um zu Kaleido zu gelangen. Geben Sie Adresse und Passwort Ihres Kontos ein "
           "oder fordern Sie einen Link per E-Mail an, falls Sie es vergessen haben."),
}  # fmt: skip
_CONSENT = {
    "en": ("Before you continue", "We and our 187 partners store and read information on your device, such as cookies, "
           "and process personal data to show you advertising, to measure its performance and to learn about our "
           "audience. You may accept, refuse or change your choice at any time through the link in the footer.",
           "Continue without accepting"),
    "fr": ("Avant d’accéder au site", "Nous et nos 187 partenaires stockons et lisons des informations sur votre "
           "appareil, comme des cookies, et traitons des données personnelles afin d’afficher des publicités, de "
           "mesurer leur performance et de connaître notre audience. Vous pouvez accepter, refuser ou changer d’avis.",
           "Continuer sans accepter"),
    "de": ("Bevor Sie fortfahren", "Wir und unsere 187 Partner speichern und lesen Informationen auf Ihrem Gerät, etwa "
           "Cookies, und verarbeiten personenbezogene Daten, um Werbung zu zeigen, ihre Leistung zu messen und mehr "
           "über unser Publikum zu erfahren. Mit dem Pur-Abo lesen Sie ohne Werbung und ohne Tracking.",
           "Weiter ohne Zustimmung"),
}  # fmt: skip
_AGE = {
    "en": ("Are you over 18?", "This site is for adults. Enter your date of birth to go on."),
    "fr": ("Avez-vous plus de 18 ans ?", "Ce site est réservé aux adultes. Indiquez votre date de naissance."),
    "de": ("Sind Sie über 18?", "Diese Seite richtet sich an Erwachsene. Geben Sie Ihr Geburtsdatum ein."),
}
_MAINTENANCE = {
    "en": ("We’ll be right back", "We are working on our systems and will be back shortly. Thank you for waiting."),
    "fr": ("Nous revenons tout de suite", "Une opération de maintenance est en cours. Merci de votre patience."),
    "de": ("Wir sind gleich zurück", "Wegen Wartungsarbeiten ist die Seite kurz nicht erreichbar. Danke für Geduld."),
}
_COUNTRIES = ("Australia", "Belgique", "Brasil", "Canada", "Danmark", "Deutschland", "España", "France", "India",
              "Ireland", "Italia", "Nederland", "Norge", "Österreich", "Polska", "Schweiz", "United Kingdom",
              "United States")  # fmt: skip


def in_place_of_the_policy(tongue: Tongue) -> Iterator[tuple[str, str]]:
    """What visitors of a site in this language see instead of a policy, each with its name."""
    code = tongue.code
    title, text = _GONE[code]
    links = "".join(f"<li><a href='/g/{number}'>Guide {number}</a></li>" for number in range(12))
    guides = "".join(f"<h3>Guide {number}</h3><p>{_ARTICLE[code].format(number)}</p>" for number in range(14))
    yield "gone", framed(tongue, f"<h1>{title}</h1><p>{text}</p><ul>{links}</ul>", f"{title} | Kaleido")
    yield "gone, untitled", framed(tongue, f"<div><h2>{title}</h2><p>{text}</p></div>", "Kaleido")
    yield "gone, long", framed(tongue, f"<h1>{title}</h1><p>{text}</p>{guides}", f"{title} | Kaleido")
    unsaid, words = _UNSAID[code]
    yield "gone, unsaid", framed(tongue, f"<h1>{unsaid}</h1><p>{words}</p>", "Kaleido")
    yield "gone, unsaid, long", framed(tongue, f"<h1>{unsaid}</h1><p>{words}</p>{guides}", "Kaleido")
    policy_title = f"{tongue.privacy} | Kaleido"
    yield "shell", framed(tongue, "<div id='root'></div>", policy_title)
    yield "shell, loading", framed(tongue, "<div id='root'><p>…</p></div>", policy_title)
    yield "shell under its name", framed(tongue, f"<h1>{tongue.privacy}</h1><p>{words}</p>", policy_title)
    yield "guides under its name", framed(tongue, f"<h1>{unsaid}</h1>{guides}", policy_title)
    name, ask = _LOGIN[code]
    form = f"<form><p>{ask}</p><input type='email'><input type='password'><button>{name}</button></form>"
    yield "login", framed(tongue, f"<h1>{name}</h1>{form}", f"{name} | Kaleido")
    asked, why, refuse = _CONSENT[code]
    partners = "".join(f"<li>Partner {number} Ltd</li>" for number in range(187))
    wall = f"<h1>{asked}</h1><p>{why}</p><button>OK</button><a href='/go'>{refuse}</a>"
    yield "consent", bare(asked, f"<form action='/consent'>{wall}</form>", lang=code)
    yield "consent, no form", bare("Kaleido", f"<div class='gate'>{wall}<ul>{partners}</ul></div>", lang=code)
    yield "consent, over and over", bare("Kaleido", f"<div>{wall}<p>{why}</p><p>{why} {why}</p></div>", lang=code)
    question, birth = _AGE[code]
    long_wall = "".join(f"<p>{number}. {why}</p>" for number in range(1, 6))
    yield "consent under its name", bare(policy_title, f"<div><h2>{asked}</h2>{long_wall}</div>", lang=code)
    yield "login under its name", framed(tongue, f"<div>{form}</div>", policy_title)
    yield "age", framed(tongue, f"<h1>{question}</h1><p>{birth}</p>", "Kaleido")
    sorry, wait = _MAINTENANCE[code]
    yield "maintenance", bare("Kaleido", f"<h1>{sorry}</h1><p>{wait}</p>", lang=code)
    countries = "".join(f"<li><a href='/{place[:2].lower()}'>{place}</a></li>" for place in _COUNTRIES)
    yield "regions", bare("Kaleido", f"<h1>Choose your country</h1><ul>{countries * 3}</ul>", lang=code)
    yield "home", framed(tongue, sales(tongue), "Kaleido", canonical="https://www.kaleido.example/")
    yield "home, unnamed", framed(tongue, sales(tongue), "Kaleido: " + _SALES[code][0][:40], canonical=None)
    yield "guides", framed(tongue, f"<h1>{_MENU[code][3]}</h1>{guides}", f"{_MENU[code][3]} | Kaleido")
    hub = "".join(
        f"<h2><a href='/l/{place}'>{document}</a></h2><p>{document}, 2026.</p>"
        for place in range(3)
        for document in _FOOT[code]
    )
    yield "hub", framed(tongue, f"<h1>Legal</h1>{hub}", "Legal | Kaleido")
    yield from _answers_of_proxies()


def _answers_of_proxies() -> Iterator[tuple[str, str]]:
    """What stands before a site answers in English, whatever the site's language."""
    challenge = "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>"
    yield (
        "challenge",
        bare(
            "Just a moment...",
            "<h1>www.kaleido.example</h1><p>Verifying you are human. This may take a few seconds.</p><noscript>Enable "
            f"JavaScript and cookies to continue</noscript>{challenge}",
        ),
    )
    yield (
        "access denied",
        bare(
            "Access Denied",
            f'<h1>Access Denied</h1>You don\'t have permission to access "{ADDRESS}" on this server.<p>Reference '
            "#18.2f4d1602.1700000000.1a2b3c4d</p>",
        ),
    )
    yield (
        "incident",
        bare(
            "",
            "<p>Request unsuccessful. Incapsula incident ID: 1234000560123456789-98765432109</p>"
            "<iframe src='/_Incapsula_Resource?xinfo=1'></iframe>",
        ),
    )
    yield (
        "human",
        bare(
            "Access to this page has been denied.",
            "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><p>Reference ID "
            "2f9a5e00-1c2d-11ef-9f0a-000000000000</p><script src='/captcha.js'></script>",
        ),
    )
    yield (
        "checkpoint",
        bare(
            "Security Checkpoint",
            "<p>We're verifying your browser</p><p>Website owner? <a href='/why'>Click here to fix</a></p>"
            "<script>1</script>",
        ),
    )
    yield (
        "application",
        bare(
            "404: This page could not be found.",
            "<div id='__next'><h1>404</h1><div><h2>This page could not be found.</h2></div></div>"
            "<script id='__NEXT_DATA__'>{}</script>",
        ),
    )
    yield "gateway", bare("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>")
    yield (
        "rate",
        bare(
            "Too Many Requests",
            "<h1>Too Many Requests</h1><p>You have sent too many requests in a given amount of time. Please slow down "
            "and try again in a few minutes.</p>",
        ),
    )
    yield (
        "browser",
        bare(
            "Kaleido",
            "<h1>Your browser is no longer supported</h1><p>To go on, update to a recent version of Chrome, Firefox, "
            "Safari or Edge. We recommend that you use the latest one.</p>",
        ),
    )
    yield (
        "redirect",
        bare(
            "Redirecting...",
            "<p>You are being redirected to <a href='/x'>/x</a>.</p>",
            "<meta http-equiv='refresh' content='0;url=/x'>",
        ),
    )
    sponsored = "".join(f"<li><a href='/s{number}'>Photo software {number}</a></li>" for number in range(10))
    yield (
        "parked",
        bare(
            "kaleido.example",
            f"<p>This domain may be for sale. Buy this domain.</p><ul>{sponsored}</ul>"
            "<p>The sponsored listings displayed above are served automatically by a third party.</p>",
        ),
    )
