"""A provider of sign-in on this machine, as small as OpenID Connect allows: discovery, keys, codes, tokens.

It checks what a provider must (the client's secret, the way back, the code challenge), and gives whatever claims a
test asks for, right or wrong.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "sufficiency", "a-secret-of-the-client"


class Provider:
    """The provider; ``claims`` is what its next token says beside what every token says."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with: Any = self.key
        self.header: dict[str, Any] = {"kid": "first"}
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.without: set[str] = set()
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.named_issuer = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/tenant/v2.0"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def signs_in(self, address: str) -> dict[str, str]:
        """Somebody signs in where ``address`` leads; returns what the browser brings back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "profile", "email"}
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.named_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        published = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [published | {"kid": "first", "use": "sig", "alg": "RS256"}]}

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        fits = (
            asked is not None
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == sent.get("redirect_uri")
            and (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        )
        if not fits:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": now, "exp": now + 300}
        said |= {"nonce": asked["nonce"], **self.claims}
        said = {name: value for name, value in said.items() if name not in self.without}
        written = jwt.encode(said, self.signs_with, algorithm=self.algorithm, headers=self.header)
        return 200, {"access_token": "opens-nothing", "token_type": "Bearer", "id_token": written}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 (http.server's name)
                provider.asked.append(self.path)
                known = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.keys}
                found = known.get(self.path.removeprefix("/tenant/v2.0"))
                self._answer(*((200, found()) if found else (404, {})))

            def do_POST(self) -> None:  # noqa: N802
                provider.asked.append(self.path)
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self._answer(*provider.token({name: many[0] for name, many in sent.items()}))

            def _answer(self, status: int, told: dict[str, Any]) -> None:
                body = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing to the terminal."""

        return Handler
