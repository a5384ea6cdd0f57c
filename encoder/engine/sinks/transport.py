"""A non-blocking byte stream to a server, plain or TLS, as the RTMP sink uses it."""

import contextlib
import socket
import ssl
import struct

from encoder.errors import ErrorCode, IngestError, IngestRefused, IngestUnreachable

READ_BYTES = 65536


class Transport:
    """A connected socket; `wants_write` says what to wait for while TLS is being set up.

    Closing sends what is queued; `reset()` drops it and tells the server at once (RST), so that
    it frees the stream's name.
    """

    def __init__(self, connection: socket.socket, host: str) -> None:
        self._socket = connection
        self._host = host
        self.wants_write = False
        connection.setblocking(False)

    def fileno(self) -> int:
        """Return the file descriptor, for a selector."""
        return self._socket.fileno()

    @property
    def raw(self) -> socket.socket:
        """The socket under any TLS."""
        return self._socket

    def secure(self, ca_file: str | None) -> None:
        """Begin TLS >= 1.2 with the host's certificate and name verified; see `shake`."""
        context = ssl.create_default_context(cafile=ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._socket = context.wrap_socket(
            self._socket, server_hostname=self._host, do_handshake_on_connect=False
        )

    def shake(self) -> bool:
        """Go on with the TLS handshake; True when it is done or there is no TLS.

        Raises IngestRefused when the certificate can't be verified.
        """
        if not isinstance(self._socket, ssl.SSLSocket):
            return True
        try:
            self._socket.do_handshake()
        except ssl.SSLWantReadError:
            self.wants_write = False
            return False
        except ssl.SSLWantWriteError:
            self.wants_write = True
            return False
        except ssl.SSLCertVerificationError as error:
            raise IngestRefused(
                ErrorCode.CERTIFICATE_REFUSED, host=self._host, reason=error.verify_message
            ) from error
        except ssl.SSLError as error:
            raise IngestRefused(
                ErrorCode.NOT_RTMP, host=self._host, status=error.reason or "TLS"
            ) from error
        except OSError as error:
            raise self._lost() from error
        self.wants_write = False
        return True

    def send(self, content: memoryview) -> int:
        """Return how many bytes the socket took, 0 when it is full; raises IngestUnreachable."""
        try:
            return self._socket.send(content)
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return 0
        except OSError as error:
            raise self._lost() from error

    def receive(self) -> bytes | None:
        """Return what came, None when nothing did; raises IngestUnreachable at the end."""
        try:
            content = self._socket.recv(READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return None
        except OSError as error:
            raise self._lost() from error
        if not content:
            raise self._lost()
        return content

    def close(self) -> None:
        """Close in order."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def reset(self) -> None:
        """Close at once: queued bytes are dropped and the server sees a reset."""
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def _lost(self) -> IngestError:
        return IngestUnreachable(ErrorCode.CONNECTION_LOST, host=self._host)
