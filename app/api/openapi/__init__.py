"""Make the OpenAPI document: the described application, its responses and examples, and `/llms.txt`."""
