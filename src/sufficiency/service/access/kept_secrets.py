"""Keys of authenticator apps and recovery codes are kept enciphered: a copy of the database alone gives no codes.

The key is made from ``SECRET_KEY``; with Django's ``SECRET_KEY_FALLBACKS`` a former one still reads what it wrote.
What no key reads any more fits no code, so its owner is refused in words until an administrator resets the factor.
"""

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "enciphered:"


def encipher(text: str) -> str:
    return MARK + _keys().encrypt(text.encode()).decode()


def decipher(kept: str) -> str:
    """The text that was kept; one nobody could have chosen where it cannot be read."""
    if not kept.startswith(MARK):
        return kept  # from before it was enciphered
    try:
        return _keys().decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return base64.b32encode(secrets.token_bytes(20)).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(one)) for one in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sufficiency second factors")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
