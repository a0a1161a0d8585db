"""What a browser without JavaScript does with the dashboard."""

from __future__ import annotations

import re

import attrs
import httpx
from starlette.testclient import TestClient


@attrs.frozen
class Browser:
    """Gets pages, and sends their forms with their token."""

    client: TestClient

    def get(self, path: str, expected: int = 200, **params: str) -> str:
        response = self.client.get(path, params=params)
        assert response.status_code == expected, response.text
        return response.text

    def post(self, page: str, path: str, expected: int = 303, **form: str) -> httpx.Response:
        token = re.findall('name="token" value="([0-9a-f]{64})"', self.get(page))[0]
        response = self.client.post(path, data={"token": token, **form}, follow_redirects=False)
        assert response.status_code == expected, response.text
        return response

    def press(self, session: str, action: str, status: int = 303) -> httpx.Response:
        page = f"/sessions/{session}"
        assert f'action="{page}/{action}"' in self.get(page)
        return self.post(page, f"{page}/{action}", status)
