"""The fields of every record, each said once. Plain Pydantic; knows nothing of extraction, store or HTTP."""
