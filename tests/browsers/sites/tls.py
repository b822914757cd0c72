"""TLS under foreign names: a certificate made now, a server behind it, and Firefox's way to it."""

from __future__ import annotations

import contextlib
import datetime
import socket
import socketserver
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate(folder: Path, hosts: list[str]) -> ssl.SSLContext:
    """Makes a self-signed certificate for `hosts`, good for a day, and the context that serves it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Right Handle tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "sites.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


class TlsServer(ThreadingHTTPServer):
    """Speaks TLS per connection, so that one client's broken handshake doesn't hold up the others."""

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._context = context

    def finish_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]  # the base class leaves the socket's kind open
        """Shakes hands on the connection's own thread."""
        with (
            contextlib.suppress(ssl.SSLError, ConnectionError),
            self._context.wrap_socket(request, server_side=True) as secure,
        ):
            super().finish_request(secure, client_address)


class _Connect(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        line = self.rfile.readline(1000)
        while self.rfile.readline(4000).strip():
            pass
        if not line.startswith(b"CONNECT "):
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        assert isinstance(self.server, ConnectProxy)
        with socket.create_connection(("127.0.0.1", self.server.tls_port)) as there:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_pump, args=(there, self.connection), daemon=True)
            back.start()
            _pump(self.connection, there)
            back.join(5)


class ConnectProxy(socketserver.ThreadingTCPServer):
    """Leads every CONNECT to the one local TLS server, whatever name was asked for."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, tls_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connect)
        self.tls_port = tls_port


def _pump(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
    with contextlib.suppress(OSError):
        there.shutdown(socket.SHUT_WR)
