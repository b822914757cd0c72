"""The bodies of the API, as closed structs: what is decoded, what is answered, what openapi.json shows."""
