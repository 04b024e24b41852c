"""Amounts, shares and telephone numbers in one form, however a text writes them.

`1 000 €`, `1.000,00 €` and `EUR 1,000` are the same amount; `1,50 €` and `150 €` are not. A mark with three digits
after it parts thousands, any other parts decimals: no amount of a policy has three decimals.
"""

import re

_TELEPHONE = re.compile(
    r"(?<![\w.,])\+?\d{1,4}(?:[ /-]{0,3}\(\d{1,6}\)|[ /-]{1,3}\d{1,6}|(?<=\))\d{1,6}){2,8}(?![\w.,]?\d)"
    r"|(?<![\w.])\d\d(?:\.\d\d){4}(?![\w.]\d)"
)
_FEWEST_DIGITS_OF_A_TELEPHONE = 9
_TRUNK = "(0)"
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")
_THOUSANDS = re.compile(r"(?<![\d.,'])\d{1,3}(?:(?: \d{3})+|(?:\.\d{3})+|(?:,\d{3})+|(?:'\d{3})+)(?![\d'])")
_NO_CENTS = re.compile(r"(?<=\d)[.,](?:00|--?)(?![\w.,]\d|\d)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_EURO_BEFORE = re.compile(r"\b(?:eur|euros?) ?(?=\d)", re.IGNORECASE)
_EURO_AFTER = re.compile(r"(?<=\d) ?(?:eur|euros?)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?<=\d) ?(?:percent|per cent|prozent|pour ?cent)\b", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"([€$£]) ?(\d+(?:\.\d+)?)")


def uniform(text: str) -> str:
    """A text in plain form with each amount, share and telephone number in one form, the sign after the figure."""
    if not _DIGIT.search(text):
        return text
    text = _THOUSANDS.sub(_digits, _TELEPHONE.sub(_number_called, text))
    text = _DECIMAL_COMMA.sub(".", _NO_CENTS.sub("", text))
    text = _SHARE.sub(" %", _EURO_AFTER.sub(" €", _EURO_BEFORE.sub("€", text)))
    return _SIGN_BEFORE.sub(r"\2 \1", text)


def _digits(match: re.Match[str]) -> str:
    return _NO_DIGIT.sub("", match.group())


def _number_called(match: re.Match[str]) -> str:
    digits = _NO_DIGIT.sub("", match.group().replace(_TRUNK, ""))
    return digits if len(digits) >= _FEWEST_DIGITS_OF_A_TELEPHONE else match.group()
