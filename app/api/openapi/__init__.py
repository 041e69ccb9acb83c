"""The OpenAPI document: the application it describes, responses, examples."""
