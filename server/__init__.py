"""Right Handle's companion: the local service that knows the policy."""

VERSION = "0.1.0"
