"""The payment page of a Session, as a browser without JavaScript uses it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx

from checkout_client.testing import FakeCheckout
from support.shop import created


class Page:
    """The page of a Session and its form."""

    def __init__(self, fake: FakeCheckout, **params: Any) -> None:
        self.fake = fake
        self.session = created(fake, **params)
        self.url = f"{fake.page_url}/c/pay/{self.session['id']}"
        self.show(httpx.get(self.url))

    def show(self, answer: httpx.Response) -> None:
        self.answer, self.text = answer, answer.text
        self.fields = {
            name: unescape(re.search('value="(.*?)"', tag)[1])  # type: ignore[index]
            for tag, name in re.findall('(<input [^>]*name="(.*?)"[^>]*>)', answer.text)
            if 'type="checkbox"' not in tag and ('type="radio"' not in tag or "checked" in tag)
        }
        for name, options in re.findall('<select[^>]*name="(.*?)"[^>]*>(.*?)</select>', answer.text):
            chosen = re.findall('value="(.*?)" selected', options) or re.findall('value="(.*?)"', options)
            self.fields[name] = chosen[0]

    def press(self, action: str, **entered: str) -> httpx.Response:
        self.show(httpx.post(self.url, data={**self.fields, **entered, "action": action}))
        return self.answer

    def total(self) -> str:
        return re.findall('scope="row">(?:Total|Summe|合計)</th><td>(.*?)</td>', self.text)[0]

    def error(self) -> tuple[str, str]:
        """The field with the error, and the message."""
        (field,) = re.findall('name="([^"]*)"[^>]*aria-invalid', self.text)
        (message,) = re.findall(f'id="error-{field}" role="alert">(.*?)</p>', self.text)
        return field, unescape(message)

    def paid(self) -> dict[str, Any]:
        session = self.fake.session(self.session["id"])
        assert session is not None
        assert session["status"] == "complete"
        return session
