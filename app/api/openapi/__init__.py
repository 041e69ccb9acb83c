"""Make the OpenAPI document (operations, responses, headers and examples) and the text of `/llms.txt`."""
