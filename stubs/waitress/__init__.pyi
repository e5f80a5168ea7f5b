from collections.abc import Sequence
from socket import socket
from _typeshed.wsgi import WSGIApplication

def serve(
    app: WSGIApplication,
    *,
    sockets: Sequence[socket] = ...,
    threads: int = ...,
    ident: str | None = ...,
    clear_untrusted_proxy_headers: bool = ...,
    max_request_body_size: int = ...,
) -> None: ...
