"""TLS before a server that has none: the stunnel program, with certificates of a private CA."""

import subprocess
from pathlib import Path

from tests.endtoend.nginxrtmp import free_port, wait_until_listening


class PrivateAuthority:
    """A certificate authority of the test's own; `file` is what a client has to trust."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self.file = folder / "authority.pem"
        self._key = folder / "authority.key"
        _openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-days", "3650", "-subj", "/CN=Private authority"),
            *("-keyout", str(self._key), "-out", str(self.file)),
        )

    def issue(self, name: str, *, is_expired: bool = False) -> Path:
        """Return a file with a key and a certificate for `name` ("IP:..." or "DNS:...")."""
        request, key = self._folder / "server.csr", self._folder / "server.key"
        certificate, extension = self._folder / "server.pem", self._folder / "server.cnf"
        extension.write_text(f"subjectAltName={name}\n")
        _openssl(
            *("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-subj", "/CN=server", "-keyout", str(key), "-out", str(request)),
        )
        _openssl(
            *("x509", "-req", "-in", str(request), "-CA", str(self.file), "-CAkey", str(self._key)),
            *("-CAcreateserial", "-extfile", str(extension), "-out", str(certificate)),
            # A validity that ended before it began is how x509 makes one that has run out.
            *("-days", "-1" if is_expired else "2"),
        )
        both = self._folder / f"{name.replace(':', '-')}.pem"
        both.write_bytes(key.read_bytes() + certificate.read_bytes())
        return both


class Stunnel:
    """Accepts TLS on a free port and passes the bytes on; leaving the `with` block ends it."""

    def __init__(self, folder: Path, certificate: Path, target_port: int) -> None:
        self.port = free_port()
        configuration = folder / "stunnel.conf"
        configuration.write_text(
            f"foreground = yes\npid =\n[rtmps]\naccept = 127.0.0.1:{self.port}\n"
            f"connect = 127.0.0.1:{target_port}\ncert = {certificate}\n"
        )
        with (folder / "stunnel.log").open("wb") as log:
            self._process = subprocess.Popen(
                ["stunnel", str(configuration)], stdout=log, stderr=log
            )
        wait_until_listening(self.port)

    def __enter__(self) -> "Stunnel":
        return self

    def __exit__(self, *reason: object) -> None:
        self._process.terminate()
        self._process.wait(30)


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=20)
