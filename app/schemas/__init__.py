"""The fields of every record, each defined once. Plain Pydantic; imports neither extraction, store nor HTTP."""
