"""The headers that every answer carries, so that a browser trusts nothing but us."""

from flask import Response, current_app, request

# No script at all: no page here needs one, so none may run one unless it asks below.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WITH_OUR_SCRIPT = CONTENT_SECURITY_POLICY.replace(
    "script-src 'none'", "script-src 'self'; connect-src 'self'"
)
"""For a page that is easier with one small file of ours, and works without it."""
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def protect(answer: Response) -> Response:
    """Put the safety headers on an answer."""
    for name, value in ALWAYS.items():
        answer.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    # The next person at a shared terminal must not find this page with the Back button.
    keep = request.endpoint == "static" and "v" in request.args
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if keep else "no-store"
    return answer
